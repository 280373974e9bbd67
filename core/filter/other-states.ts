import { isJsonArray } from '../json/value';
import type { Fix } from '../problem';
import type { Range } from '../text/range';
import type { Checker } from './checker';
import { quotePython } from './quote';
import { runStateNames } from './read-value';
import { writeInstead } from './report';
import type { ExpressionNode } from './syntax';

/**
 * The fix that names the other states: `state != "failed"` → `state.in_(["finished", "running"])`, as long as one is left.
 * `value`: the states that aren't wanted; what is no state of them has another mistake to mend first.
 */
export function otherStates(
  checker: Checker,
  { range }: { readonly range: Range },
  subject: ExpressionNode,
  value: ExpressionNode,
): Fix | undefined {
  const input = checker.input(value);
  const unwanted = (isJsonArray(input.value) ? input.value : [input.value]).map((state) =>
    typeof state === 'string' ? state.toUpperCase() : '',
  );
  if (!unwanted.every((state) => runStateNames.includes(state))) return undefined;
  const text = exceptStates(checker.source(subject.range), unwanted);
  return text === undefined ? undefined : writeInstead(range, text);
}

/** The condition that holds in all states but these; undefined where none is left. */
export function exceptStates(subject: string, unwanted: readonly string[]): string | undefined {
  const left = runStateNames.filter((state) => !unwanted.includes(state));
  const written = left.map((state) => quotePython(state.toLowerCase()));
  if (written.length < 2) return written[0] && `${subject} == ${written[0]}`;
  return `${subject}.in_([${written.join(', ')}])`;
}
