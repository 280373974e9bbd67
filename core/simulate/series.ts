import { message, type Message } from '../l10n/message';

/** One value a step, from step 0. `null`: the metric was not logged at that step. */
export type Series = readonly (number | null)[];

/** Longer ones are refused: a slip like `[1]*1_000_000_000` must not take all memory. */
export const MAX_SERIES_LENGTH = 1_000_000;

export const seriesTooLong = (): Message => message('A series has at most {0} values.', MAX_SERIES_LENGTH);

export const notAnElement = (): Message =>
  message('An element of a series is a number, nan, inf, -inf or None.');

export type SeriesListResult =
  | { readonly ok: true; readonly series: Series }
  /** `index` is that of the item at fault. */
  | { readonly ok: false; readonly message: Message; readonly index: number };

/** Values that YAML's plain scalars give as text. */
const words: ReadonlyMap<string, number | null> = new Map([
  ['nan', NaN],
  ['inf', Infinity],
  ['+inf', Infinity],
  ['-inf', -Infinity],
  ['None', null],
]);

/** A series that was written as a YAML list, with the items as YAML reads them. An empty item and `None` mean "not logged". */
export function seriesFromList(items: readonly unknown[]): SeriesListResult {
  if (items.length > MAX_SERIES_LENGTH)
    return { ok: false, message: seriesTooLong(), index: MAX_SERIES_LENGTH };
  const series: (number | null)[] = [];
  for (const [index, item] of items.entries()) {
    const value = typeof item === 'string' ? words.get(item) : item;
    if (typeof value !== 'number' && value !== null) return { ok: false, message: notAnElement(), index };
    series.push(value);
  }
  return { ok: true, series };
}
