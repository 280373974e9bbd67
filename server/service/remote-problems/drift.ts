import { memberWords, type Member } from '../../../core/plan/differences';
import { message, type Message } from '../../../core/l10n/message';
import { lensCommands } from '../../../core/protocol';
import { addressOf, isServerDocument, serverDocument } from '../../../core/server-document';
import type { SpecEntry } from '../../../core/spec/entry';
import type { FeatureContext } from '../../context';
import type { Texts } from '../../texts';
import { standingsOf, type Standing } from '../server-state';
import { finding, type Finding } from './finding';

/** Automations that the server has otherwise than the file, or not any more, unless it is known that only the file was changed. */
export function driftFindings(entry: SpecEntry, uri: string, context: FeatureContext): readonly Finding[] {
  // A document that shows an automation of the server is what somebody is about to change.
  if (isServerDocument(uri)) return [];
  const { automations } = entry;
  return standingsOf(entry, uri, context).flatMap((standing, index): readonly Finding[] => {
    const text = driftText(standing, context.texts);
    if (!text) return [];
    const scope = automations.length > 1 ? automations[index]?.scopeRange : undefined;
    const saved = savedUri(standing, context);
    return [
      finding('drift', scope ?? entry.selectionRange, text, {
        ...(saved !== undefined && { elsewhere: { uri: saved, text: message('As it is on W&B.') } }),
      }),
    ];
  });
}

function driftText({ state, base, differences }: Standing, texts: Texts): Message | undefined {
  const what = membersIn(differences, texts);
  if (state === 'conflict')
    return message(
      'Changed both here and on W&B since it was last applied: {0}. Compare before you update W&B.',
      what,
    );
  if (state === 'deleted')
    return message('Deleted on W&B since it was last applied. Create it again, or take it out of this file.');
  if (state !== 'drifted') return undefined;
  return base
    ? message(
        'Changed on W&B since it was last applied: {0}. Compare, then change the file or update W&B.',
        what,
      )
    : message('W&B has it otherwise than this file: {0}. Compare, then change the file or update W&B.', what);
}

/** Members in a row, in the user's language. */
export function membersIn(members: readonly Member[], texts: Texts): string {
  return members.map((member) => texts.say(memberWords[member])).join(texts.locale === 'ja' ? '、' : ', ');
}

/** The document that shows it as it is on the server, where the client is the extension that makes such documents. */
function savedUri({ trigger }: Standing, { commands, facts }: FeatureContext): string | undefined {
  const host = facts.get('host', {});
  if (!trigger || !host.known || !host.value || !commands.has(lensCommands.open)) return undefined;
  return addressOf(serverDocument('wandb-automation-saved', host.value, trigger));
}
