import { message } from '../../l10n/message';
import { missingSpace, possibleSpaces } from './missing-space';
import type { YamlStream } from './parse';
import type { YamlProblem } from './problem';
import { readStream, type ReadStream } from './read-stream';
import { closingPlace } from './open-quote';
import { hideQuote } from './source-text';

/** How many open quotes of one text are worth looking for. */
const MAX_OPEN_QUOTES = 5;

/** How many missing spaces of one text are worth looking for, and how long it may be. */
const MAX_MISSING_SPACES = 20;
const MAX_PARTED = 20_000;

/**
 * What people forget takes everything behind it along. Where the text makes more sense with it, that is what is read; what is missing is
 * reported.
 */
export function recover(source: string, first: ReadStream): YamlStream {
  const { best, open } = recoverQuotes(source, recoverSpaces(source, first));
  const { documents, comments, anchors, unresolved, spaces } = best;
  const missing = spaces.map((at) => missingSpace(source, at));
  // What isn't closed is no text yet: whatever else YAML says of it is about that.
  const others = best.problems.filter(
    ({ start }) => !open.some((text) => text.start <= start && start < text.end),
  );
  return { documents, comments, problems: [...open, ...missing, ...others], anchors, unresolved };
}

/** `title:x` for `title: x` is no key, and what the keys around it are then isn't what anybody meant. */
function recoverSpaces(source: string, first: ReadStream): ReadStream {
  if (first.problems.length === 0 || source.length > MAX_PARTED) return first;
  const places = possibleSpaces(source, MAX_MISSING_SPACES);
  if (places.length === 0) return first;
  let best = readStream(source, first.seen, places);
  // Those that bring nothing stand in a text.
  for (const place of best.spaces) {
    const without = best.spaces.filter((at) => at !== place);
    const other = without.length === 0 ? first : readStream(source, first.seen, without);
    if (other.problems.length <= best.problems.length) best = other;
  }
  return best.problems.length < first.problems.length ? best : first;
}

/**
 * A quote that somebody is about to close takes everything behind it along, up to the next one. Where taking it for a letter
 * makes more sense of the text, that is what is read; the quote is reported.
 */
function recoverQuotes(
  source: string,
  first: ReadStream,
): { readonly best: ReadStream; readonly open: readonly YamlProblem[] } {
  let best = first;
  const open: YamlProblem[] = [];
  for (let tries = 0, after = -1; tries < MAX_OPEN_QUOTES && best.problems.length > 0; tries++) {
    const at = best.longQuotes.find((one) => one > after);
    if (at === undefined) break;
    after = at;
    const other = readStream(source, hideQuote(best.seen, at), best.spaces);
    const unclosed = best.problems.some(({ start, unclosed }) => unclosed && start === at);
    if (!unclosed && other.problems.length >= best.problems.length) continue;
    best = other;
    open.push(openQuote(source, at));
  }
  return { best, open };
}

function openQuote(source: string, at: number): YamlProblem {
  const quote = source.charAt(at);
  const end = closingPlace(source, at);
  return {
    code: 'yaml-syntax',
    message: message('The closing {0} is missing.', quote),
    start: at,
    end,
    mend: { kind: 'insert', at: end, text: quote },
  };
}
