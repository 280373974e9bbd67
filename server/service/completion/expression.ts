import { CompletionItemKind } from 'vscode-languageserver/node';
import { comparisons, runStates } from '../../../core/catalog/enums';
import { events, type EventEntry } from '../../../core/catalog/events';
import {
  connectives,
  functions,
  membersOf,
  roots,
  signatureOf,
  type ExpressionType,
  type MemberEntry,
} from '../../../core/catalog/expressions';
import { filterClasses } from '../../../core/catalog/filters';
import { pythonContent, quotePython } from '../../../core/filter/quote';
import type { Range } from '../../../core/text/range';
import type { FeatureContext } from '../../context';
import { expressionPlaceAt, type ExpressionPlace, type ValueWanted } from './expression-place';
import { editInside } from './inside-text';
import type { ValuePlace } from './place';
import { literal, type Proposal } from './proposal';

/** A proposal whose range counts in the expression. */
type Piece = Omit<Proposal, 'filter'>;

/** A name of the server that may stand in an expression. */
export interface ExpressionName {
  readonly name: string;
  readonly detail?: string;
  readonly docs?: string;
}

/** Where names of the server come from. */
export interface ExpressionNames {
  readonly metrics: () => readonly ExpressionName[];
  /** By the field's wire name. */
  readonly field: (field: string) => readonly ExpressionName[];
}

/** What can come next in a filter expression. */
export function expressionProposals(
  place: ValuePlace,
  event: EventEntry | undefined,
  names: ExpressionNames,
  context: FeatureContext,
): Proposal[] {
  const { before, after } = place;
  const found = expressionPlaceAt(before + after, before.length, event ?? anyEvent);
  if (!found) return [];
  const rest = (before + after).slice(found.word.end);
  return pieces(found, event, names, context).map(({ commit, ...piece }) => {
    const { range, insert } = withoutDoubles(piece, rest);
    return {
      ...piece,
      ...editInside(place, range, insert, piece.label),
      ...(commit && !rest.startsWith('.') && { commit }),
    };
  });
}

/** The brackets, dot or sign that a proposal brings may stand behind the cursor already. */
function withoutDoubles({ kind, range, insert }: Piece, rest: string): Pick<Piece, 'range' | 'insert'> {
  const callable = kind === CompletionItemKind.Method || kind === CompletionItemKind.Constructor;
  if (callable && rest.startsWith('(')) return { range, insert: insert.replace(/\(.*/s, '') };
  if (kind === CompletionItemKind.Class && rest.startsWith('.'))
    return { range, insert: insert.replace('.$0', '') };
  if (kind === CompletionItemKind.Property && /^=[^=]/.test(rest))
    return { range, insert: insert.replace('=', '') };
  const sign =
    kind === CompletionItemKind.Operator ? /^(?:[<>=!]=?|[&|]) ?/.exec(rest)?.[0].length : undefined;
  return { range: { start: range.start, end: range.end + (sign ?? 0) }, insert };
}

/** While the event's type isn't written. */
const [anyEvent] = events as readonly [EventEntry, ...EventEntry[]];

function pieces(
  place: ExpressionPlace,
  event: EventEntry | undefined,
  names: ExpressionNames,
  context: FeatureContext,
): Piece[] {
  switch (place.kind) {
    case 'operand':
      return operands(place.word, event, context);
    case 'member':
      return membersOf(place.on)
        .filter((entry) => fits(entry, event))
        .map((entry) => member(entry, place.word, 0, context));
    case 'operator':
      return operators(place, context);
    case 'value':
      if (place.wants.of === 'zscore') return operands(place.word, event, context);
      return [...namedArguments(place, context), ...values(place, names, context)];
  }
}

function operands(word: Range, event: EventEntry | undefined, context: FeatureContext): Piece[] {
  const { texts } = context;
  const classes = roots.filter(({ families }) => !event || families.includes(event.family));
  const inRuns = !event || event.family === 'run-metric';
  return [
    ...classes.map((root): Piece => ({
      label: root.name,
      kind: CompletionItemKind.Class,
      range: word,
      insert: `${root.name}.$0`,
      docs: texts.pick(root.docs),
      rank: 0,
      goesOn: true,
    })),
    ...classes
      .flatMap((root) => membersOf(root.type))
      .filter((entry) => fits(entry, event))
      .map((entry) => member(entry, word, 1, context)),
    ...(inRuns ? functions.map((entry) => member(entry, word, 2, context)) : []),
    ...(inRuns ? filterClasses.filter(({ constructible }) => constructible) : []).map(
      (filterClass): Piece => ({
        label: filterClass.name,
        kind: CompletionItemKind.Constructor,
        range: word,
        insert: `${filterClass.name}(${filterClass.fields
          .filter((field) => field.required && !field.mappingOnly)
          .map(
            ({ name, type }, index) =>
              `${name}=${type.includes('number') ? `$${index + 1}` : `"$${index + 1}"`}`,
          )
          .join(', ')})$0`,
        docs: texts.pick(filterClass.docs),
        rank: 3,
      }),
    ),
  ];
}

/** A metric belongs to one event, the state to another; fields only where the server is known to understand them. */
function fits({ returns, name }: MemberEntry, event: EventEntry | undefined): boolean {
  if (!event) return true;
  if (returns === 'metric') return event.family === 'run-metric';
  if (returns === 'state') return event.family === 'run-state';
  if (name === 'alias' || name === 'tag') return event.fields.includes(name);
  return true;
}

function member(entry: MemberEntry, range: Range, rank: number, { texts }: FeatureContext): Piece {
  const { name, parameters } = entry;
  return {
    label: name,
    kind: parameters ? CompletionItemKind.Method : CompletionItemKind.Field,
    range,
    insert: name + (parameters ? callText(entry) : ''),
    ...(parameters && { detail: signatureOf(entry) }),
    docs: texts.pick(entry.docs),
    rank,
    ...(parameters && parameters.length > 0 && { goesOn: true }),
    ...(!parameters && { commit: ['.'] }),
  };
}

/** The parentheses with what has to stand in them. */
function callText({ parameters = [], exactlyOne }: MemberEntry): string {
  const [first] = parameters;
  if (!first) return '()';
  if (exactlyOne) return `(${first.name}=$1)$0`;
  if (!first.required) return '($1)$0';
  const quoted = ['string', 'regex', 'state'].includes(first.type);
  const list = ['list', 'state-or-list'].includes(first.type);
  return quoted ? '("$1")$0' : list ? '(["$1"])$0' : '($1)$0';
}

function operators(
  place: Extract<ExpressionPlace, { kind: 'operator' }>,
  { texts }: FeatureContext,
): Piece[] {
  const signs = comparisons.filter(({ sign }) => comparable(place.last, sign));
  const joins = connectives.filter(
    ({ sign }) => sign === '&' || (sign === '|' && place.whole === 'predicate'),
  );
  const finished = ['predicate', 'metric-condition', 'state-condition', 'joined'].includes(place.whole);
  const shown = [...signs, ...(finished ? joins : [])];
  return shown.map(({ sign, docs }) => ({
    label: sign,
    kind: CompletionItemKind.Operator,
    range: place.word,
    insert: `${sign} `,
    docs: texts.pick(docs),
    rank: 0,
    goesOn: true,
  }));
}

function comparable(type: ExpressionType, sign: string): boolean {
  switch (type) {
    case 'metric':
    case 'aggregate':
      return /[<>]/.test(sign);
    case 'zscore':
      return sign === '>' || sign === '<';
    case 'absolute-zscore':
      return sign === '>';
    case 'state':
      return sign === '==';
    case 'field':
      return true;
    default:
      return false;
  }
}

function namedArguments({ named, word }: ValueWanted, { texts }: FeatureContext): Piece[] {
  return named.map(({ name, docs }) => ({
    label: `${name}=`,
    kind: CompletionItemKind.Property,
    range: word,
    insert: `${name}=`,
    docs: texts.pick(docs),
    rank: 0,
  }));
}

function values(
  { wants, word, opening }: ValueWanted,
  names: ExpressionNames,
  { texts }: FeatureContext,
): Piece[] {
  const constant = (label: string, insert = label): Piece => ({
    label,
    kind: CompletionItemKind.Value,
    range: word,
    insert: literal(insert),
    rank: 1,
  });
  const string = ({ name, detail, docs }: ExpressionName, kind: CompletionItemKind): Piece => ({
    label: name,
    kind,
    range: word,
    insert: literal(opening === undefined ? quotePython(name) : pythonContent(name, opening)),
    ...(detail !== undefined && { detail }),
    ...(docs !== undefined && { docs }),
    rank: 1,
  });
  switch (wants.of) {
    case 'state':
      return runStates.map(({ name, docs }) =>
        string({ name: name.toLowerCase(), docs: texts.pick(docs) }, CompletionItemKind.EnumMember),
      );
    case 'word':
      return wants.words.map(({ name, docs }) =>
        string({ name, docs: texts.pick(docs) }, CompletionItemKind.EnumMember),
      );
    case 'metric':
      return names.metrics().map((name) => string(name, CompletionItemKind.Variable));
    case 'field':
      return wants.exact
        ? names.field(wants.field).map((name) => string(name, CompletionItemKind.Reference))
        : [];
    case 'window':
      return opening === undefined ? [constant(wants.usual)] : [];
    case 'boolean':
      return opening === undefined ? ['True', 'False'].map((name) => constant(name)) : [];
    default:
      return [];
  }
}
