import { canBeSecretName, findVariable, isFilledBy } from '../../../core/catalog/variables';
import { findAction } from '../../../core/catalog/actions';
import { message } from '../../../core/l10n/message';
import { variableUses } from '../../../core/spec/analysis/templates';
import type { SpecLocation } from '../../../core/spec/location';
import type { FeatureContext } from '../../context';
import type { HoverText } from './hover';

/** `${name}` in a text that is sent. */
export function variableHover(
  { text, entry, path }: SpecLocation,
  { texts }: FeatureContext,
): HoverText | undefined {
  if (!text || !path.includes('action')) return undefined;
  const use = variableUses(text.value).find(({ start, end }) => start <= text.offset && text.offset <= end);
  if (!use) return undefined;
  const range = text.toFile(use);
  const variable = findVariable(use.name);
  const action = entry?.action?.entry?.name;
  if (!variable) {
    const secret = action === 'SendWebhook' && canBeSecretName(use.name);
    return secret
      ? {
          range,
          paragraphs: [
            `**\${${use.name}}**`,
            texts.say(message('A secret of the team: W&B puts its value in when the webhook is sent.')),
          ],
        }
      : undefined;
  }
  const wireType = entry?.event?.wireType;
  const target = action === 'SendWebhook' ? 'webhook' : action === 'SendPromptToAria' ? 'aria' : undefined;
  return {
    range,
    paragraphs: [
      `**\${${use.name}}**`,
      texts.pick(variable.docs),
      texts.say(message('For example `{0}`.', variable.example)),
      ...(wireType !== undefined && !isFilledBy(variable, wireType)
        ? [texts.say(message('This event leaves it empty.'))]
        : []),
      ...(target === 'webhook' && !variable.documentedFor.includes('webhook')
        ? [texts.say(message('W&B’s docs promise this variable for ARIA prompts only.'))]
        : []),
      ...(action === findAction('SendNotification')?.name
        ? [texts.say(message('Whether variables are replaced in Slack messages is not documented.'))]
        : []),
    ],
  };
}
