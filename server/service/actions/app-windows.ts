import { findFilterClass, findFilterField } from '../../../core/catalog/filters';
import { writeFilter } from '../../../core/filter/print-mapping';
import type { MetricCondition, RunMetricFilter } from '../../../core/filter/model';
import { JsonNumber } from '../../../core/json/value';
import { message, type Message } from '../../../core/l10n/message';
import { setValue } from '../../../core/spec/edit/entry';
import type { ActionSite } from './code-actions';
import type { Refactoring } from './refactorings';
import { entryOf, touches } from './selected';

/** What W&B's App would have filled in, where the SDK's own defaults stand. */
export function useAppWindows(site: ActionSite): Refactoring[] {
  const entry = entryOf(site);
  const written = entry?.analysis.event?.filter;
  if (!entry || written?.filter?.family !== 'run-metric' || !touches(site, entry.shift(written.range)))
    return [];
  const found = asInApp(written.filter.condition);
  if (!found) return [];
  const filter: RunMetricFilter = { ...written.filter, condition: found.condition };
  const value = writeFilter(filter);
  if (value === undefined) return [];
  const edits = setValue(entry, ['event', 'filter'], value);
  return [{ title: found.title, kind: 'refactor.rewrite', edits, changed: { entry, filter } }];
}

function asInApp(condition: MetricCondition): { condition: MetricCondition; title: Message } | undefined {
  if (condition.kind === 'zscore' || condition.aggregation !== undefined) return undefined;
  if (condition.kind === 'threshold') {
    const window = appDefault('MetricThresholdFilter', 'window');
    return (
      window && {
        condition: { ...condition, aggregation: 'AVERAGE', window },
        title: message('Average the last {0} values, as W&B’s App does', window.text),
      }
    );
  }
  const window = appDefault('MetricChangeFilter', 'window');
  const priorWindow = appDefault('MetricChangeFilter', 'prior_window');
  return (
    window &&
    priorWindow && {
      condition: { ...condition, aggregation: 'AVERAGE', window, priorWindow },
      title: message(
        'Average {0} values against the {1} before, as W&B’s App does',
        window.text,
        priorWindow.text,
      ),
    }
  );
}

function appDefault(className: string, field: string): JsonNumber | undefined {
  const filterClass = findFilterClass(className);
  const value = filterClass && findFilterField(filterClass, field)?.appDefault;
  return value === undefined ? undefined : new JsonNumber(value);
}
