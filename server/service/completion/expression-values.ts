import { CompletionItemKind } from 'vscode-languageserver/node';
import { runStates } from '../../../core/catalog/enums';
import { pythonContent, quotePython } from '../../../core/filter/quote';
import type { FeatureContext } from '../../context';
import type { ValueWanted } from './expression-place';
import { literal, type Proposal } from './proposal';

/** What proposals of an expression need besides it. */
export type TextContext = Pick<FeatureContext, 'texts'>;

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

/** Arguments that can be given by name, and values. Ranges count in the expression. */
export function valueProposals(place: ValueWanted, names: ExpressionNames, context: TextContext): Proposal[] {
  return [...namedArguments(place, context), ...values(place, names, context)];
}

function namedArguments({ named, word }: ValueWanted, { texts }: TextContext): Proposal[] {
  return named.map(({ name, docs }) => ({
    label: `${name}=`,
    kind: CompletionItemKind.Property,
    range: word,
    insert: `${name}=`,
    docs: texts.say(docs),
    rank: 0,
  }));
}

function values(place: ValueWanted, names: ExpressionNames, { texts }: TextContext): Proposal[] {
  const { wants, word, string: around, beside } = place;
  const constant = (label: string): Proposal => ({
    label,
    kind: CompletionItemKind.Value,
    range: word,
    insert: label,
    rank: 1,
  });
  const string = ({ name, detail, docs }: ExpressionName, kind: CompletionItemKind): Proposal => ({
    label: name,
    kind,
    ...stringEdit(name, place),
    ...(detail !== undefined && { detail }),
    ...(docs !== undefined && { docs }),
    rank: 1,
  });
  switch (wants.of) {
    case 'state':
      return runStates
        .filter(({ name }) => !beside.some((one) => typeof one === 'string' && one.toUpperCase() === name))
        .map(({ name, docs }) =>
          string({ name: name.toLowerCase(), docs: texts.say(docs) }, CompletionItemKind.EnumMember),
        );
    case 'word':
      return wants.words.map(({ name, docs }) =>
        string({ name, docs: texts.say(docs) }, CompletionItemKind.EnumMember),
      );
    case 'metric':
      return names.metrics().map((name) => string(name, CompletionItemKind.Variable));
    case 'field':
      return (wants.exact ? names.field(wants.field) : [])
        .filter(({ name }) => !beside.includes(name))
        .map((name) => string(name, CompletionItemKind.Reference));
    case 'number':
      return around || wants.usual === undefined ? [] : [constant(wants.usual)];
    case 'boolean':
      return around ? [] : ['True', 'False'].map(constant);
    default:
      return [];
  }
}

/** A name as a string. Where the one around the cursor can't be it, it is written anew: no list, or raw and without escapes. */
function stringEdit(
  name: string,
  { word, string, asList }: ValueWanted,
): Pick<Proposal, 'range' | 'insert' | 'filter'> {
  const content = string && !asList ? pythonContent(name, string.opening) : undefined;
  if (content !== undefined) return { range: word, insert: literal(content) };
  const text = literal(quotePython(name));
  return {
    range: string?.range ?? word,
    insert: asList ? `[${text}$0]` : text,
    ...(string && { filter: string.opening + name }),
  };
}
