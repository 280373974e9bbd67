import {
  filterClasses,
  findFilterField,
  type FilterClass,
  type FilterField,
} from '../../core/catalog/filters';
import type { CheckedExpression } from '../../core/filter/check-expression';
import type { MetricCondition } from '../../core/filter/model';
import { childrenOf, type CallNode, type ExpressionNode } from '../../core/filter/syntax';
import { parseJson } from '../../core/json/parse';
import { isJsonObject } from '../../core/json/value';
import { message, type Message } from '../../core/l10n/message';
import { effectiveEntries } from '../../core/spec/analysis/fields';
import type { FilterSite } from '../../core/spec/analysis/filter';
import { keyText } from '../../core/spec/yaml/value';
import type { Texts } from '../texts';

/** Defaults of the SDK that hold in a metric filter because nothing is written for them. */
export interface AppliedDefaults {
  /** In the order of the class's arguments: `window: 1`, `against the 5 before`. */
  readonly labels: readonly string[];
  /** What W&B's App would fill in instead. */
  readonly tooltip: Message;
}

/** Undefined for a filter that leaves nothing open. */
export function appliedDefaults(site: FilterSite, texts: Texts): AppliedDefaults | undefined {
  if (site.filter?.family !== 'run-metric') return undefined;
  const { condition } = site.filter;
  const filterClass = filterClasses.find(({ wireMember }) => wireMember === `${condition.kind}_filter`);
  const written = filterClass && writtenIn(site, filterClass, condition);
  const open = (filterClass?.fields ?? []).filter(
    ({ name, sdkDefault, mappingOnly }) =>
      sdkDefault !== undefined && !mappingOnly && !written?.names.has(name),
  );
  if (open.length === 0 || !written) return undefined;
  const setting = (name: string, value: string): string => `${name}${written.sign}${value}`;
  const app = open.flatMap(({ name, appDefault }) =>
    appDefault === undefined ? [] : setting(name, appDefault),
  );
  return {
    labels: open.flatMap((field) => labelOf(field, condition, setting, texts)),
    tooltip:
      app.length === 0
        ? message('What the SDK fills in.')
        : message('What the SDK fills in. W&B’s App fills in {0}.', app.join(', ')),
  };
}

function labelOf(
  { name, sdkDefault = '' }: FilterField,
  condition: MetricCondition,
  setting: (name: string, value: string) => string,
  texts: Texts,
): readonly string[] {
  if (name === 'agg') return [texts.say(message('latest value'))];
  // Of the latest value there is no window.
  if (name === 'window' && condition.kind !== 'zscore' && !condition.aggregation) return [];
  if (name === 'prior_window' && condition.kind === 'change') {
    const { text } = condition.priorWindow;
    return [
      texts.say(text === '1' ? message('against the one before') : message('against the {0} before', text)),
    ];
  }
  return [setting(name, sdkDefault)];
}

interface Written {
  /** Fields of the class, by the SDK's names. */
  readonly names: ReadonlySet<string>;
  /** What stands between a name and its value. */
  readonly sign: ': ' | '=';
}

/** Which fields of its class a filter says, whichever way it is written. */
function writtenIn(
  { value, expression }: FilterSite,
  filterClass: FilterClass,
  condition: MetricCondition,
): Written {
  const fields = (names: readonly (string | undefined)[]): ReadonlySet<string> =>
    new Set(names.flatMap((name) => findFilterField(filterClass, name ?? '')?.name ?? []));
  if (value.kind === 'map')
    return { names: fields(effectiveEntries(value).map(({ key }) => keyText(key))), sign: ': ' };
  if (!expression?.root)
    return { names: fields(value.kind === 'scalar' ? keysOf(value.text) : []), sign: ': ' };
  const call = constructorIn(expression.root, expression.meanings);
  if (call) return { names: fields(call.arguments.map(({ name }) => name)), sign: '=' };
  return {
    names: new Set(filterClass.fields.map(({ name }) => name).filter((name) => !isLeftOut(name, condition))),
    sign: '=',
  };
}

/** `metric("loss") > 1` says no aggregation and no window, and no method says the window before. */
function isLeftOut(name: string, condition: MetricCondition): boolean {
  if (condition.kind === 'zscore') return false;
  return name === 'prior_window' || ((name === 'agg' || name === 'window') && !condition.aggregation);
}

/** Of a mapping in a string, as JSON. */
function keysOf(text: string): readonly string[] {
  const document = parseJson(text);
  return isJsonObject(document) ? Object.keys(document) : [];
}

function constructorIn(node: ExpressionNode, meanings: CheckedExpression['meanings']): CallNode | undefined {
  if (node.kind === 'call' && meanings.get(node.callee)?.operand.type === 'class') return node;
  for (const child of childrenOf(node)) {
    const found = constructorIn(child, meanings);
    if (found) return found;
  }
  return undefined;
}
