import type { ComparisonEntry } from '../../../core/catalog/enums';
import { events, type EventEntry } from '../../../core/catalog/events';
import type { ExpressionType } from '../../../core/catalog/expressions';
import { tokenize } from '../../../core/filter/lexer';
import type { Operand } from '../../../core/filter/operand';
import type { ArgumentNode, CallNode, ExpressionNode } from '../../../core/filter/syntax';
import type { StringToken, Token } from '../../../core/filter/token';
import { comparisonSigns } from '../../../core/filter/vocabulary';
import type { JsonValue } from '../../../core/json/value';
import type { Range } from '../../../core/text/range';
import {
  expectedAsArgument,
  expectedAt,
  goalsOf,
  type Expected,
  type ExpectedValue,
} from './expression-expected';
import { filterGoals, reaches, signsFor, type Goals } from './expression-goals';
import { ExpressionTree, type NodePath } from './expression-tree';

/** What can come next in an expression. */
export type ExpressionPlace =
  /** A class, a function, a member without its class. */
  | { readonly kind: 'operand'; readonly word: Range; readonly goals: Goals }
  /** A name behind the dot; without goals where what stands before the dot can't meet them anyway. */
  | { readonly kind: 'member'; readonly word: Range; readonly on: ExpressionType; readonly goals?: Goals }
  /** Something that joins what was written with what comes; `glued`: a space has to come before it. */
  | {
      readonly kind: 'operator';
      /** The sign that stands there already included. */
      readonly word: Range;
      readonly signs: readonly OperatorSign[];
      readonly glued: boolean;
    }
  | ValueWanted;

export type OperatorSign = ComparisonEntry['sign'] | '&' | '|';

/** A value, or a string of which a part is written. */
export interface ValueWanted extends Pick<ExpectedValue, 'wants' | 'named'> {
  readonly kind: 'value';
  /** What the value replaces: of a string the content. */
  readonly word: Range;
  /** The string around the cursor, and how it begins: `"` or `r'`. */
  readonly string?: { readonly range: Range; readonly opening: string };
  /** The value needs a list around it, and there is none. */
  readonly asList: boolean;
  /** What else is in the list around it. */
  readonly beside: readonly JsonValue[];
}

/** @param runOnly only a filter of runs may stand here, no condition on a metric or the state */
export function expressionPlaceAt(
  text: string,
  offset: number,
  event: EventEntry | undefined,
  runOnly: boolean,
): ExpressionPlace | undefined {
  return new Finder(text, offset, event, runOnly).place();
}

/** While the event's type isn't written. */
const [anyEvent] = events as readonly [EventEntry, ...EventEntry[]];

/** Signs behind which something has to come, and words of Python that are taken for some of them. */
const opening = {
  sign: new Set(['.', '(', '[', ',', '=', '&', '|', '~', ...comparisonSigns]),
  name: new Set(['and', 'or', 'not', 'is']),
};

const opensOperand = (token: Token): boolean =>
  (token.kind === 'sign' || token.kind === 'name') && opening[token.kind].has(token.text);

class Finder {
  private readonly whole: Goals;

  constructor(
    private readonly text: string,
    private readonly offset: number,
    private readonly event: EventEntry | undefined,
    runOnly: boolean,
  ) {
    this.whole = filterGoals(event, runOnly);
  }

  place(): ExpressionPlace | undefined {
    const tokens = tokenize(this.text, []);
    const string = tokens.find(
      (token): token is StringToken =>
        token.kind === 'string' && token.contentStart <= this.offset && this.offset <= token.contentEnd,
    );
    if (string) return this.inString(string);
    const word = this.word();
    const last = tokens.findLast(({ kind, end }) => kind !== 'end' && end <= word.start);
    if (!last || opensOperand(last)) return this.name(word);
    const closes = last.kind !== 'sign' || last.text === ')' || last.text === ']';
    return closes ? this.operator(word, last) : undefined;
  }

  /** The name around the cursor. */
  private word(): Range {
    const before = /[A-Za-z_][A-Za-z_0-9]*$/.exec(this.text.slice(0, this.offset))?.[0].length ?? 0;
    const after = /^[A-Za-z_0-9]*/.exec(this.text.slice(this.offset))?.[0].length ?? 0;
    return { start: this.offset - before, end: before > 0 ? this.offset + after : this.offset };
  }

  private read(text: string): ExpressionTree {
    return new ExpressionTree(text, this.event ?? anyEvent);
  }

  private expected(path: NodePath, tree: ExpressionTree): Expected {
    return expectedAt(path, tree, this.whole);
  }

  private inString({ start, end, contentStart, contentEnd }: StringToken): ExpressionPlace | undefined {
    const tree = this.read(this.text);
    const path = tree.pathTo(
      ({ kind, range }) => kind === 'string' && range.start <= start && end <= range.end,
    );
    const expected = this.expected(path, tree);
    if (path.length === 0 || expected.kind !== 'value') return undefined;
    const { text, offset } = this;
    const behind = /^[^\s"'()[\],]*/.exec(text.slice(offset, contentEnd))?.[0].length ?? 0;
    // While its closing quote is missing, a string goes on to the end of the line.
    const wordEnd = end > contentEnd ? contentEnd : offset + behind;
    const string = {
      range: { start, end: wordEnd + end - contentEnd },
      opening: text.slice(start, contentStart),
    };
    const word = { start: contentStart, end: wordEnd };
    return { ...valueWanted({ ...expected, named: [] }, word, path, tree), string };
  }

  /** What begins with a name: where there is none yet, one is put in, so that it has a place in the tree. */
  private name(word: Range): ExpressionPlace | undefined {
    const { text, offset } = this;
    const tree = this.read(word.end > word.start ? text : `${text.slice(0, offset)}x ${text.slice(offset)}`);
    const path = tree.pathTo((node) => beginsName(node, word.start));
    const node = path.at(-1);
    if (node?.kind === 'call') {
      const argument = namedAt(node, word.start);
      return argument && this.wanted(expectedAsArgument(node, argument, undefined, tree), word, path, tree);
    }
    const expected = this.expected(path, tree);
    if (node?.kind !== 'member') return node && this.wanted(expected, word, path, tree);
    const on = tree.typeOf(node.object);
    return on && { kind: 'member', word, on, ...this.goalsFrom(on, expected) };
  }

  private wanted(expected: Expected, word: Range, path: NodePath, tree: ExpressionTree): ExpressionPlace {
    return expected.kind === 'operand' ? { ...expected, word } : valueWanted(expected, word, path, tree);
  }

  /** What can't meet the goals is wrong already, but can still be finished. */
  private goalsFrom(type: ExpressionType, expected: Expected): { readonly goals?: Goals } {
    const goals = goalsOf(expected);
    const neutral = type === 'run-event' || type === 'artifact-event';
    return neutral || expected.kind === 'value' || reaches(type, goals) ? { goals } : {};
  }

  private operator(word: Range, last: Token): ExpressionPlace | undefined {
    const tree = this.read(this.text);
    const path = tree.pathTo((node) => node.range.end === last.end && tree.typeOf(node) !== undefined);
    const node = path.at(-1);
    const type = node && tree.typeOf(node);
    if (!type) return undefined;
    // A sign that is there already is replaced.
    const compared = path.at(-2);
    const isLeft = compared?.kind === 'comparison' && compared.left === node;
    const { goals } = this.goalsFrom(type, this.expected(isLeft ? path.slice(0, -1) : path, tree));
    const signs = signsFor(type, goals ?? filterGoals(undefined, false));
    const { text } = this;
    const sign = /^ *(?:(?:[<>=!]=?|[&|]) ?)?/.exec(text.slice(word.end))?.[0] ?? '';
    return {
      kind: 'operator',
      word: { start: word.start, end: word.end + sign.length },
      signs: [...signs, ...joinsBehind(path, tree)],
      glued: last.end === word.start,
    };
  }
}

/** Is there a name at `start` that is the node, its member or an argument's name? */
function beginsName(node: ExpressionNode, start: number): boolean {
  switch (node.kind) {
    case 'name':
      return node.range.start === start;
    case 'member':
      return node.nameRange.start === start;
    case 'call':
      return namedAt(node, start) !== undefined;
    default:
      return false;
  }
}

function namedAt(call: CallNode, start: number): ArgumentNode | undefined {
  return call.arguments.find(({ nameRange }) => nameRange?.start === start);
}

function valueWanted(
  { wants, named, list }: ExpectedValue,
  word: Range,
  path: NodePath,
  tree: ExpressionTree,
): ValueWanted {
  const items = typeof list === 'object' ? list.items.filter((item) => !path.includes(item)) : [];
  const beside = items.flatMap((item) => {
    const operand = tree.operandOf(item);
    return operand?.type === 'value' ? [operand.value] : [];
  });
  return { kind: 'value', word, wants, named, asList: list === 'missing', beside };
}

const finished: ReadonlySet<Operand['type'] | undefined> = new Set<Operand['type']>([
  'predicate',
  'metric-condition',
  'state-condition',
  'joined',
]);

/** `&` behind everything that is finished, `|` only where no condition on a metric or the state would be one of its sides. */
function joinsBehind(path: NodePath, tree: ExpressionTree): readonly ('&' | '|')[] {
  let at = path.length - 1;
  const end = path[at]?.range.end;
  const compared = path[at - 1];
  if (compared?.kind === 'comparison' && compared.right === path[at]) at--;
  if (!finished.has(typeIn(path[at], tree))) return [];
  // What ends with the last operand is joined as a whole, but not what is outside of a bracket that isn't closed yet.
  for (let outer = at - 1; endsWithOperand(path[outer]) && path[outer]?.range.end === end; outer--)
    if (finished.has(typeIn(path[outer], tree))) at = outer;
  const type = typeIn(path[at], tree);
  // `|` binds less than the `&` around it.
  while (path[at - 1]?.kind === 'and') at--;
  const side = path[at];
  return type === 'predicate' && side && !tree.holdsCondition(side) ? ['&', '|'] : ['&'];
}

const typeIn = (node: ExpressionNode | undefined, tree: ExpressionTree): Operand['type'] | undefined =>
  node && tree.operandOf(node)?.type;

function endsWithOperand(node: ExpressionNode | undefined): boolean {
  return node?.kind === 'comparison' || node?.kind === 'not' || node?.kind === 'and' || node?.kind === 'or';
}
