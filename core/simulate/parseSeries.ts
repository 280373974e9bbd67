import { message, type Message } from '../l10n/message';
import type { Range } from '../text/range';
import { MAX_SERIES_LENGTH, notAnElement, seriesTooLong, type Series } from './series';
import { SeriesProblem, tokenizeSeries, type SeriesToken } from './seriesTokens';

export type SeriesResult =
  | { readonly ok: true; readonly series: Series }
  /** `range` lies in the text of the series. */
  | { readonly ok: false; readonly message: Message; readonly range: Range };

/**
 * A series in the notation of the unit tests: Python list arithmetic such as `[1]*10 + [30, nan]*5 + linspace(0, 1, 11)`. Elements are
 * numbers, `nan`, `inf`, `-inf` and `None` (not logged at that step).
 */
export function parseSeries(text: string): SeriesResult {
  try {
    return { ok: true, series: new Parser(tokenizeSeries(text)).parse() };
  } catch (error) {
    if (error instanceof SeriesProblem) return { ok: false, message: error.problem, range: error.range };
    throw error;
  }
}

type Element = number | null;
type Value = { readonly range: Range } & (
  | { readonly list: readonly Element[]; readonly element?: never }
  | { readonly element: Element; readonly list?: never }
);

const words: ReadonlyMap<string, Element> = new Map([
  ['nan', NaN],
  ['inf', Infinity],
  ['None', null],
]);

const MAX_DEPTH = 100;

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly SeriesToken[]) {}

  parse(): Series {
    if (this.peek().kind === 'end') this.fail(message('A series is empty: write for example [1]*10 + [30].'));
    const value = this.sum();
    if (this.peek().kind !== 'end') this.fail(this.unexpected());
    if (!value.list) this.fail(message('A series is a list: put the value in [ ].'), value.range);
    return value.list;
  }

  private sum(): Value {
    let left = this.product();
    // One list that grows: copying at every plus would make long sums quadratic.
    let grown: Element[] | undefined;
    while (this.accept('+')) {
      const right = this.product();
      const range = { start: left.range.start, end: right.range.end };
      if (left.list && right.list) {
        grown ??= [...left.list];
        this.checkLength(grown.length + right.list.length, range);
        for (const element of right.list) grown.push(element);
        left = { list: grown, range };
      } else if (isNumber(left) && isNumber(right)) {
        left = { element: left.element + right.element, range };
      } else {
        this.fail(message('Only two lists, or two numbers, can be added.'), range);
      }
    }
    return left;
  }

  private product(): Value {
    let left = this.factor();
    while (this.accept('*')) {
      const right = this.factor();
      const range = { start: left.range.start, end: right.range.end };
      if (isNumber(left) && isNumber(right)) left = { element: left.element * right.element, range };
      else if (left.list && right.list)
        this.fail(message('A list is repeated by a number, not by a list.'), range);
      else if (left.list) left = { list: this.repeat(left.list, right, range), range };
      else if (right.list) left = { list: this.repeat(right.list, left, range), range };
      else this.fail(notAnElement(), range);
    }
    return left;
  }

  private repeat(list: readonly Element[], times: Value, range: Range): readonly Element[] {
    const count = this.count(times);
    this.checkLength(list.length * count, range);
    return list.length === 0
      ? []
      : Array.from({ length: list.length * count }, (_, at) => list[at % list.length] ?? null);
  }

  private factor(): Value {
    const { kind, text, range } = this.next();
    if (kind === 'number') return { element: this.number(text, range), range };
    if (kind === 'name') return this.name(text, range);
    if (text === '-' || text === '+') return this.signed(text, range);
    if (text === '[') return this.nested(() => this.list(range));
    if (text === '(') {
      return this.nested(() => {
        const value = this.sum();
        this.expect(')');
        return value;
      });
    }
    this.at--;
    return this.fail(this.unexpected());
  }

  private number(text: string, range: Range): number {
    const value = Number(text.replace(/_/g, ''));
    // Python wants underscores singly and between digits.
    return Number.isNaN(value) || /__|_$|_[.eE]|\._/.test(text)
      ? this.fail(message('"{0}" is not a number.', text), range)
      : value;
  }

  private signed(sign: string, range: Range): Value {
    const operand = this.nested(() => this.factor());
    const whole = { start: range.start, end: operand.range.end };
    if (!isNumber(operand)) this.fail(message('A sign belongs before a number.'), whole);
    return { element: sign === '-' ? -operand.element : operand.element, range: whole };
  }

  private name(name: string, range: Range): Value {
    const value = words.get(name);
    if (value !== undefined) return { element: value, range };
    if (name === 'linspace') return this.linspace(range);
    return this.fail(
      message('Unknown name "{0}". A series knows nan, inf, None and linspace(start, stop, n).', name),
      range,
    );
  }

  private list({ start }: Range): Value {
    const list: Element[] = [];
    while (!this.sees(']')) {
      const item = this.sum();
      if (item.list) this.fail(message('Lists can’t be nested: join them with +.'), item.range);
      list.push(item.element);
      if (!this.accept(',')) break;
    }
    const { end } = this.expect(']').range;
    return { list, range: { start, end } };
  }

  private linspace({ start: begin }: Range): Value {
    this.expect('(');
    const start = this.bound();
    this.expect(',');
    const stop = this.bound();
    this.expect(',');
    const times = this.sum();
    const { end } = this.expect(')').range;
    const range = { start: begin, end };
    const count = this.count(times);
    this.checkLength(count, range);
    // As in numpy, the stop is hit exactly.
    const step = (stop - start) / (count - 1);
    return {
      list: Array.from({ length: count }, (_, at) =>
        at > 0 && at === count - 1 ? stop : start + at * (at > 0 ? step : 0),
      ),
      range,
    };
  }

  private bound(): number {
    const value = this.sum();
    return isNumber(value) && Number.isFinite(value.element)
      ? value.element
      : this.fail(message('linspace goes from one finite number to another.'), value.range);
  }

  private count(value: Value): number {
    return isNumber(value) && Number.isInteger(value.element) && value.element >= 0
      ? value.element
      : this.fail(message('How often is a whole number, 0 or more.'), value.range);
  }

  private checkLength(length: number, range: Range): void {
    if (length > MAX_SERIES_LENGTH) this.fail(seriesTooLong(), range);
  }

  private nested(parse: () => Value): Value {
    if (++this.depth > MAX_DEPTH) this.fail(message('Too deeply nested.'));
    const value = parse();
    this.depth--;
    return value;
  }

  private peek(): SeriesToken {
    return this.tokens[Math.min(this.at, this.tokens.length - 1)] ?? endToken;
  }

  private next(): SeriesToken {
    const token = this.peek();
    this.at++;
    return token;
  }

  private sees(symbol: string): boolean {
    const { kind, text } = this.peek();
    return kind === 'symbol' && text === symbol;
  }

  private accept(symbol: string): boolean {
    if (!this.sees(symbol)) return false;
    this.at++;
    return true;
  }

  private expect(symbol: string): SeriesToken {
    return this.sees(symbol) ? this.next() : this.fail(message('"{0}" is missing here.', symbol));
  }

  private unexpected(): Message {
    const { kind, text } = this.peek();
    if (kind === 'end') return message('The series ends too early: a list or a number is missing.');
    return /^[-/%]|\*\*/.test(text)
      ? message('A series knows only + and *, not "{0}".', text)
      : message('"{0}" does not belong here.', text);
  }

  private fail(problem: Message, range: Range = this.peek().range): never {
    throw new SeriesProblem(problem, range);
  }
}

const endToken: SeriesToken = { kind: 'end', text: '', range: { start: 0, end: 0 } };

const isNumber = (value: Value): value is Value & { readonly element: number } =>
  typeof value.element === 'number';
