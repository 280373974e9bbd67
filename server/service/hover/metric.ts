import { code } from '../../../core/l10n/code-span';
import { message } from '../../../core/l10n/message';
import type { SpecEntry } from '../../../core/spec/entry';
import type { HoverContext } from './hover';

/** Last value of a metric and how many runs log it, for each project of the entry's scopes. */
export function aboutMetric(
  name: string,
  entry: SpecEntry | undefined,
  { texts, facts }: HoverContext,
): readonly string[] {
  return (entry?.scopes ?? []).flatMap(({ scope }) => {
    if (scope.kind !== 'project') return [];
    const fact = facts.get('metricKeys', { entity: scope.entity, project: scope.project });
    const metric = fact.known ? fact.value?.keys.find((key) => key.name === name) : undefined;
    if (!fact.known || !fact.value || !metric) return [];
    const where = code(`${scope.entity}/${scope.project}`);
    return [
      texts.row(
        texts.say(
          message('{0}: logged by {1} of the newest {2} runs.', where, metric.runs, fact.value.runsSeen),
        ),
        ...(metric.lastValue === null ? [] : [texts.say(message('Last value {0}.', metric.lastValue))]),
      ),
    ];
  });
}
