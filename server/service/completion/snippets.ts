import { CompletionItemKind } from 'vscode-languageserver/node';
import { automationShape, documentShape } from '../../../core/catalog/keys-automation';
import type { Shape } from '../../../core/catalog/keys';
import type { FeatureContext } from '../../context';
import { automationTemplates } from './automation-templates';
import type { KeyPlace } from './place';
import { withoutStops, type Proposal } from './proposal';
import { leadIn } from './writing';

/** Whole automations where one can begin: in a list item or a document that has nothing yet. */
export function snippetProposals(place: KeyPlace, shape: Shape, { texts }: FeatureContext): Proposal[] {
  if (place.flow || place.hasColon || place.others.length > 0) return [];
  if (shape !== automationShape && shape !== documentShape) return [];
  const lead = leadIn(place);
  return automationTemplates.map(({ label, docs, lines }) => ({
    label: texts.pick(label),
    kind: CompletionItemKind.Snippet,
    range: place.replace,
    insert: `${lead}${lines.join(`\n${' '.repeat(place.column)}`)}$0`,
    docs: `${texts.pick(docs)}\n\n\`\`\`yaml\n${withoutStops(lines.join('\n'))}\n\`\`\``,
    rank: 5,
  }));
}
