import { code } from '../../../core/l10n/code-span';
import { message, type Message } from '../../../core/l10n/message';
import { scopePath } from '../../../core/spec/scope-key';
import type { SpecEntry } from '../../../core/spec/entry';
import { valueSample, type FieldWithValues } from '../../remote/places';
import type { HoverContext } from './hover';

/** A text that a field of a run or an artifact is compared with. */
export interface Comparand {
  readonly field: FieldWithValues;
  /** `$regex`, `$contains`; any other compares the whole. */
  readonly operator: string;
  readonly text: string;
}

/** Names that are listed of those that fit. */
const MOST_NAMES = 5;

/** Which of the names that there are a text fits, for each of the entry's scopes. */
export function aboutComparand(
  { field, operator, text }: Comparand,
  entry: SpecEntry | undefined,
  { facts, texts, regexMatcher }: HoverContext,
): readonly string[] {
  const fits = testOf(operator, text, regexMatcher);
  if (!fits) return [];
  return (entry?.scopes ?? []).flatMap(({ scope }) => {
    const fact = valueSample(field, scope, facts);
    if (!fact?.known || !fact.value || scope.kind === 'id' || scope.kind === 'raw') return [];
    const { items } = fact.value;
    const where = code(scopePath(scope));
    const found = items.filter(fits);
    const what = texts.say(words[field]);
    if (found.length === 0)
      return [texts.say(message('{0}: fits none of {1} known {2}.', where, items.length, what))];
    const shown = found.slice(0, MOST_NAMES).map(code).join(', ');
    const list = found.length > MOST_NAMES ? `${shown}, …` : shown;
    return [
      texts.say(
        message('{0}: fits {1} of {2} known {3}: {4}.', where, found.length, items.length, what, list),
      ),
    ];
  });
}

const words: Readonly<Record<FieldWithValues, Message>> = {
  display_name: message('names of runs'),
  alias: message('aliases'),
  tag: message('tags'),
};

function testOf(
  operator: string,
  text: string,
  regexMatcher: HoverContext['regexMatcher'],
): ((name: string) => boolean) | undefined {
  switch (operator) {
    case '$contains':
      return (name) => name.includes(text);
    case '$regex':
      try {
        return regexMatcher?.(text);
      } catch {
        // What is no RE2 is reported as a problem.
        return undefined;
      }
    default:
      return (name) => name === text;
  }
}
