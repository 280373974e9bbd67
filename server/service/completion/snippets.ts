import { CompletionItemKind } from 'vscode-languageserver/node';
import { automationShape, documentShape } from '../../../core/catalog/keys-automation';
import type { Shape } from '../../../core/catalog/keys';
import type { FeatureContext } from '../../context';
import { automationTemplates, templateLines, type Given } from './automation-templates';
import type { KeyPlace } from './place';
import { withoutStops, type Proposal } from './proposal';
import { valueOf, type Surroundings } from './surroundings';
import { leadIn } from './writing';

/** Whole automations where one can begin: in a list item or a document that has nothing yet. */
export function snippetProposals(
  place: KeyPlace,
  shape: Shape,
  around: Surroundings,
  { texts }: FeatureContext,
): Proposal[] {
  if (place.flow || place.hasColon || place.adopts || place.others.length > 0) return [];
  if (shape !== automationShape && shape !== documentShape) return [];
  const lead = leadIn(place);
  const given = givenBy(around);
  return automationTemplates.map((template) => {
    const lines = templateLines(template, given);
    return {
      label: texts.say(template.label),
      kind: CompletionItemKind.Snippet,
      range: place.replace,
      insert: `${lead}${lines.join(`\n${' '.repeat(place.column)}`)}$0`,
      docs: `${texts.say(template.docs)}\n\n\`\`\`yaml\n${withoutStops(lines.join('\n'))}\n\`\`\``,
      rank: 5,
    };
  });
}

/** What an automation without keys has from `defaults`. A scope of another kind is another one than the template's. */
function givenBy({ defaults, scopes }: Surroundings): ReadonlySet<Given> {
  const [kind, ...others] = new Set(scopes.map((scope) => scope.kind));
  const integrations = (['slack', 'webhook'] as const).filter((name) => valueOf(defaults, name));
  return new Set([...(kind && others.length === 0 ? [kind] : []), ...integrations]);
}
