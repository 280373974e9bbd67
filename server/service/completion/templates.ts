import { CompletionItemKind } from 'vscode-languageserver/node';
import { variables, variablesFor, type VariableEntry } from '../../../core/catalog/variables';
import { message } from '../../../core/l10n/message';
import type { FeatureContext } from '../../context';
import { editInside } from './inside-text';
import type { ValuePlace } from './place';
import { literal, type Proposal } from './proposal';

/** Where the text goes: the docs promise more variables for a prompt than for a payload, and none for Slack. */
export type TemplateTarget = 'webhook' | 'aria' | 'slack';

/** A name that this automation's own surroundings give. */
export interface TemplateName {
  readonly name: string;
  readonly docs?: string;
}

/** `${name}` of what the event fills, and the secrets of a webhook. */
export function templateProposals(
  place: ValuePlace,
  target: TemplateTarget,
  wireTypes: readonly string[],
  names: {
    readonly metadataKeys: () => readonly TemplateName[];
    readonly secrets: () => readonly TemplateName[];
  },
  { texts }: FeatureContext,
): Proposal[] {
  const { before, after } = place;
  const typed = /\$(?:\{[\w.]*)?$/.exec(before)?.[0];
  if (typed === undefined && before !== '') return [];
  const rest = typed === undefined || typed === '$' ? '' : (/^[\w.]*\}?/.exec(after)?.[0] ?? '');
  const range = { start: before.length - (typed?.length ?? 0), end: before.length + rest.length };
  const proposal = (name: string, rank: number, docs: string | undefined): Proposal => ({
    label: `\${${name}}`,
    kind: CompletionItemKind.Variable,
    ...editInside(place, range, literal(`\${${name}}`), `\${${name}}`),
    ...(docs !== undefined && { docs }),
    rank,
  });
  const own = filledBy(wireTypes).flatMap((variable) => {
    const promised = variable.documentedFor.some((documented) => documented === target);
    const docs = [
      texts.say(variable.docs),
      texts.say(message('For example `{0}`.', variable.example)),
      ...(promised ? [] : [texts.say(undocumented(target))]),
    ].join('\n\n');
    if (!variable.prefix) return [proposal(variable.name, promised ? 0 : 1, docs)];
    const keys = names.metadataKeys().map((key) => proposal(variable.name + key.name, 0, key.docs ?? docs));
    return keys.length > 0 ? keys : [begun(proposal(variable.name, 0, docs), place, range, variable)];
  });
  const secrets =
    target === 'webhook' ? names.secrets().map(({ name, docs }) => proposal(name, 2, docs)) : [];
  return [...own, ...secrets];
}

/** `${artifact_metadata.` with the cursor where the key goes. */
function begun(
  whole: Proposal,
  place: ValuePlace,
  range: { start: number; end: number },
  { name }: VariableEntry,
): Proposal {
  return { ...whole, ...editInside(place, range, `\\\${${name}$1\\}$0`, whole.label) };
}

/** What an event of these types fills; everything while the type isn't written. */
export function filledBy(wireTypes: readonly string[]): readonly VariableEntry[] {
  if (wireTypes.length === 0) return variables;
  const all = new Set(wireTypes.flatMap(variablesFor));
  return variables.filter((variable) => all.has(variable));
}

function undocumented(target: TemplateTarget): ReturnType<typeof message> {
  return target === 'slack'
    ? message('Whether variables are replaced in Slack messages is not documented.')
    : message('W&B’s docs promise this variable for ARIA prompts only.');
}
