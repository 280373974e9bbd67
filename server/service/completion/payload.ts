import { CompletionItemKind } from 'vscode-languageserver/node';
import type { ValueType } from '../../../core/catalog/keys';
import type { VariableEntry } from '../../../core/catalog/variables';
import { scalarText } from '../../../core/spec/yaml/quote';
import type { FeatureContext } from '../../context';
import type { KeyPlace } from './place';
import { literal, type Proposal } from './proposal';
import { filledBy } from './templates';
import { leadIn } from './writing';

/** Is this the payload as a whole? Within it everything is the user's own, also texts that may be JSON at the top only. */
export function isPayload(types: readonly ValueType[]): boolean {
  return types.some(({ kind }) => kind === 'free') && types.some(isJsonText);
}

const isJsonText = (type: ValueType): boolean => type.kind === 'text' && type.role === 'payload';

/** Variables that a payload can pass on under their own names: those that the event fills and the docs promise for webhooks. */
export function payloadVariables(wireTypes: readonly string[]): readonly VariableEntry[] {
  return filledBy(wireTypes).filter(
    ({ prefix, documentedFor }) => !prefix && documentedFor.includes('webhook'),
  );
}

/** `event_author: ${event_author}` */
export function passedOn({ name }: VariableEntry, { flow }: Pick<KeyPlace, 'flow'>): string {
  return `${literal(`${name}: ${scalarText(`\${${name}}`, { flow })}`)}$0`;
}

/** Keys at the top of a payload: they are the user's own, and these make sense. */
export function payloadKeyProposals(
  place: KeyPlace,
  wireTypes: readonly string[],
  { texts }: FeatureContext,
): Proposal[] {
  const { hasColon, adopts, others, replace, style } = place;
  if (hasColon || adopts || style !== 'plain') return [];
  return payloadVariables(wireTypes)
    .filter(({ name }) => !others.includes(name))
    .map((variable) => ({
      label: variable.name,
      kind: CompletionItemKind.Property,
      range: replace,
      insert: leadIn(place) + passedOn(variable, place),
      docs: texts.say(variable.docs),
      rank: 1,
    }));
}
