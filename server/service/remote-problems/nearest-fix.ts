import { message } from '../../../core/l10n/message';
import { fix } from '../../../core/spec/analysis/findings';
import { scalarText } from '../../../core/spec/yaml/quote';
import { nearest } from '../../../core/text/nearest';
import type { Range } from '../../../core/text/range';
import type { Finding } from './finding';

/** Writes the nearest of the names that the server has in the range's place. */
export function nearestFix(
  word: string,
  range: Range,
  names: readonly string[] | undefined,
  write = (name: string): string => scalarText(name, { flow: true }),
): Pick<Finding, 'fixes'> {
  const name = names && nearest(word, names);
  return name === undefined || name === word
    ? {}
    : fix(message('Change to "{0}"', name), { range, newText: write(name) });
}
