import { childrenOf, type ExpressionNode } from '../../../core/filter/syntax';
import { plain } from '../../../core/l10n/plain-text';
import { message, type Message } from '../../../core/l10n/message';
import type { SpecEntry } from '../../../core/spec/entry';
import { mapScalar } from '../../../core/spec/yaml/scalar';
import type { YamlNode } from '../../../core/spec/yaml/tree';
import { keyText } from '../../../core/spec/yaml/value';
import type { Range } from '../../../core/text/range';
import type { FeatureContext } from '../../context';
import { valueSample, type FieldWithValues as Field } from '../../remote/places';
import type { RemoteFacts } from '../../remote/facts';
import { finding, type Finding } from './finding';

interface Pattern {
  readonly field: Field;
  readonly pattern: string;
  /** In the unit. */
  readonly range: Range;
}

/** Regular expressions that match nothing of all there is in the entry's scopes. */
export function regexFindings(entry: SpecEntry, { facts, regexMatcher }: FeatureContext): readonly Finding[] {
  const patterns = regexMatcher ? patternsOf(entry) : [];
  return patterns.flatMap(({ field, pattern, range }): readonly Finding[] => {
    const names = namesOf(field, entry, facts);
    const [example] = names ?? [];
    if (!names || example === undefined || !regexMatcher) return [];
    // What is no RE2 is another rule's.
    const matches = attempt(() => regexMatcher(pattern));
    if (!matches || names.some((name) => matches(name))) return [];
    return [finding('regex-matches-nothing', entry.shift(range), texts[field](plain(example, 60)))];
  });
}

const texts: Readonly<Record<Field, (example: string) => Message>> = {
  display_name: (example) => message('No run has a name that matches this. One is called "{0}".', example),
  alias: (example) => message('No alias matches this. One is "{0}".', example),
  tag: (example) => message('No tag matches this. One is "{0}".', example),
};

/** All names that there are; undefined where they aren't known, or aren't all. */
function namesOf(field: Field, entry: SpecEntry, facts: RemoteFacts): readonly string[] | undefined {
  const samples = entry.scopes.map(({ scope }) => valueSample(field, scope, facts));
  const known = samples.map((sample) =>
    sample?.known && sample.value?.complete ? sample.value.items : undefined,
  );
  return known.every((items) => items !== undefined) ? known.flat() : undefined;
}

/** Patterns that have to match for the automation to fire: what is negated excludes, perhaps things to come. */
function patternsOf(entry: SpecEntry): readonly Pattern[] {
  const filter = entry.analysis.event?.filter;
  if (!filter) return [];
  const { value, expression } = filter;
  if (value.kind === 'map') return patternsInMapping(value, undefined);
  if (value.kind !== 'scalar' || !expression?.root) return [];
  const map = mapScalar(entry.source, value);
  return patternsInExpression(expression.root).map((each) => ({
    ...each,
    range: map.rangeToFile(each.range),
  }));
}

/** `ArtifactEvent.alias.matches_regex("^prod")` */
function patternsInExpression(node: ExpressionNode): readonly Pattern[] {
  if (node.kind === 'not') return [];
  const inside = childrenOf(node).flatMap(patternsInExpression);
  if (node.kind !== 'call' || node.callee.kind !== 'member' || node.callee.name !== 'matches_regex')
    return inside;
  const { object } = node.callee;
  const field = fields.get(object.kind === 'name' || object.kind === 'member' ? object.name : '');
  const value = node.arguments[0]?.value;
  return field && value?.kind === 'string'
    ? [...inside, { field, pattern: value.value, range: value.content }]
    : inside;
}

/** `{alias: {$regex: "^prod"}}` */
function patternsInMapping(node: YamlNode, field: Field | undefined): readonly Pattern[] {
  if (node.kind === 'seq') return node.items.flatMap((item) => patternsInMapping(item, field));
  if (node.kind !== 'map') return [];
  return node.entries.flatMap(({ key, value }) => {
    const name = keyText(key) ?? '';
    if (name === '$not' || name === '$nor') return [];
    if (name === '$regex' && field && value.kind === 'scalar')
      return [{ field, pattern: value.text, range: { start: value.start, end: value.end } }];
    return patternsInMapping(value, fields.get(name) ?? field);
  });
}

const fields: ReadonlyMap<string, Field> = new Map([
  ['name', 'display_name'],
  ['display_name', 'display_name'],
  ['alias', 'alias'],
  ['tag', 'tag'],
]);

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
