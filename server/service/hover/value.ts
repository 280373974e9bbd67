import { alternatives } from '../../../core/spec/expected';
import type { Choice } from '../../../core/catalog/keys';
import type { SpecLocation } from '../../../core/spec/location';
import { actionHover, eventHover } from './catalog';
import { expressionHover } from './expression';
import { isInFilter } from './filter';
import type { HoverContext, HoverText } from './hover';
import { comparandInDocument } from './predicate';
import { aboutName } from './remote';
import { aboutComparand } from './values';
import { variableHover } from './variable';

/** What a value means: by the type that the format wants there. */
export function valueHover(location: SpecLocation, context: HoverContext): HoverText | undefined {
  const { text, type, range } = location;
  if (!text) return undefined;
  const variable = variableHover(location, context);
  if (variable) return variable;
  for (const one of type ? alternatives(type) : []) {
    if (one.kind === 'choice') {
      const choice = one.choices.find(({ name }) =>
        one.anyCase ? name.toLowerCase() === text.value.toLowerCase() : name === text.value,
      );
      if (choice) return { range, paragraphs: choiceParagraphs(one.role, choice, context) };
    }
    if (one.kind === 'text' && (one.role === 'expression' || one.role === 'run-expression'))
      return expressionHover(location, context);
    if (one.kind === 'text') {
      const paragraphs = aboutName(one.role, location, context);
      if (paragraphs.length > 0) return { range, paragraphs };
    }
  }
  const comparand = isInFilter(location) ? comparandInDocument(location) : undefined;
  return comparand && { range, paragraphs: aboutComparand(comparand, location.entry, context) };
}

function choiceParagraphs(role: string, choice: Choice, context: HoverContext): readonly string[] {
  if (role === 'event-type') return eventHover(choice.name, context) ?? plain(choice, context);
  if (role === 'action-type') return actionHover(choice.name, context) ?? plain(choice, context);
  return plain(choice, context);
}

function plain({ name, docs }: Choice, { texts }: HoverContext): readonly string[] {
  return [`**${name}**`, texts.say(docs)];
}
