import { CompletionItemKind } from 'vscode-languageserver/node';
import { comparisons } from '../../../core/catalog/enums';
import type { EventEntry } from '../../../core/catalog/events';
import {
  connectives,
  functions,
  membersOf,
  roots,
  signatureOf,
  type MemberEntry,
  type RootEntry,
} from '../../../core/catalog/expressions';
import { filterClasses, type FilterClass } from '../../../core/catalog/filters';
import type { Range } from '../../../core/text/range';
import { fits, reaches } from './expression-goals';
import { expressionPlaceAt, type ExpressionPlace } from './expression-place';
import { valueProposals, type ExpressionNames, type TextContext } from './expression-values';
import { editInside } from './inside-text';
import type { ValuePlace } from './place';
import type { Proposal } from './proposal';

/** What can come next in a filter expression; `runOnly`: in one that only chooses runs. */
export function expressionProposals(
  place: ValuePlace,
  event: EventEntry | undefined,
  runOnly: boolean,
  names: ExpressionNames,
  context: TextContext,
): Proposal[] {
  const { before, after } = place;
  const text = before + after;
  const found = expressionPlaceAt(text, before.length, event, runOnly);
  if (!found) return [];
  const rest = text.slice(found.word.end);
  return pieces(found, event, names, context).map(({ commit, ...piece }) => ({
    ...piece,
    ...editInside(place, piece.range, withoutDoubles(piece, rest), piece.filter ?? piece.label),
    ...(commit && !rest.startsWith('.') && { commit }),
  }));
}

/** The brackets, dot or sign that a proposal brings may stand behind the cursor already. */
function withoutDoubles({ kind, insert }: Proposal, rest: string): string {
  switch (kind) {
    case CompletionItemKind.Method:
    case CompletionItemKind.Constructor:
      return rest.startsWith('(') ? insert.replace(/\(.*/s, '') : insert;
    case CompletionItemKind.Class:
      return rest.startsWith('.') ? insert.replace('.$0', '') : insert;
    case CompletionItemKind.Property:
      return /^=[^=]/.test(rest) ? insert.replace('=', '') : insert;
    default:
      return insert;
  }
}

/** Ranges count in the expression. */
function pieces(
  place: ExpressionPlace,
  event: EventEntry | undefined,
  names: ExpressionNames,
  context: TextContext,
): Proposal[] {
  switch (place.kind) {
    case 'operand':
      return operands(place, event, context);
    case 'member': {
      const { on, goals, word } = place;
      return membersOf(on)
        .filter((entry) => !goals || fits(entry, event, goals))
        .map((entry) => member(entry, word, 0, context));
    }
    case 'operator':
      return operators(place, context);
    case 'value':
      return valueProposals(place, names, context);
  }
}

function operands(
  { word, goals }: Extract<ExpressionPlace, { kind: 'operand' }>,
  event: EventEntry | undefined,
  context: TextContext,
): Proposal[] {
  const classes = roots
    .filter(({ families }) => !event || families.includes(event.family))
    .map((root) => ({ root, members: membersOf(root.type).filter((entry) => fits(entry, event, goals)) }))
    .filter(({ members }) => members.length > 0);
  const constructors = filterClasses.filter(
    ({ constructible }) => constructible && reaches('metric-condition', goals),
  );
  return [
    ...classes.map(({ root }) => rootProposal(root, word, context)),
    ...classes.flatMap(({ members }) => members.map((entry) => member(entry, word, 1, context))),
    ...functions.filter((entry) => fits(entry, event, goals)).map((entry) => member(entry, word, 2, context)),
    ...constructors.map((filterClass) => constructorProposal(filterClass, word, context)),
  ];
}

function rootProposal({ name, docs }: RootEntry, range: Range, { texts }: TextContext): Proposal {
  return {
    label: name,
    kind: CompletionItemKind.Class,
    range,
    insert: `${name}.$0`,
    docs: texts.say(docs),
    rank: 0,
    goesOn: true,
  };
}

/** With the arguments that it has to have. */
function constructorProposal(
  { name, fields, docs }: FilterClass,
  range: Range,
  { texts }: TextContext,
): Proposal {
  const given = fields
    .filter((field) => field.required && !field.mappingOnly)
    .map((field, index) => {
      const stop = `$${String(index + 1)}`;
      return `${field.name}=${field.type.includes('number') ? stop : `"${stop}"`}`;
    });
  return {
    label: name,
    kind: CompletionItemKind.Constructor,
    range,
    insert: `${name}(${given.join(', ')})$0`,
    docs: texts.say(docs),
    rank: 3,
  };
}

function member(entry: MemberEntry, range: Range, rank: number, { texts }: TextContext): Proposal {
  const { name, parameters } = entry;
  return {
    label: name,
    kind: parameters ? CompletionItemKind.Method : CompletionItemKind.Field,
    range,
    insert: name + (parameters ? callText(entry) : ''),
    ...(parameters && { detail: signatureOf(entry) }),
    docs: texts.say(entry.docs),
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
  { word, signs, glued }: Extract<ExpressionPlace, { kind: 'operator' }>,
  { texts }: TextContext,
): Proposal[] {
  return [...comparisons, ...connectives]
    .filter(({ sign }) => signs.some((one) => one === sign))
    .map(({ sign, docs }) => ({
      label: sign,
      kind: CompletionItemKind.Operator,
      range: word,
      insert: `${glued ? ' ' : ''}${sign} `,
      docs: texts.say(docs),
      rank: 0,
      goesOn: true,
    }));
}
