import type { Action, Automation } from '../automation';
import { differences, type Member, type Side } from './differences';

/**
 * The automation as the server would have it after `own` was sent: what doesn't differ is as it is saved, also in its spelling. Printed
 * beside the saved one it shows what {@link differences} names, and nothing else.
 */
export function afterSending(own: Side, saved: Side): Automation {
  const differing: ReadonlySet<Member> = new Set(differences(own, saved));
  const [mine, theirs] = [own.automation, saved.automation];
  const eventDiffers = differing.has('event') || differing.has('filter');
  const { id } = theirs;
  const description = (differing.has('description') ? mine : theirs).description;
  const enabled = (differing.has('enabled') ? mine : theirs).enabled;
  return {
    name: mine.name,
    ...(id !== undefined && { id }),
    // Empty: cleared.
    ...(description !== undefined && description !== '' && { description }),
    ...(enabled !== undefined && { enabled }),
    scope: (differing.has('scope') ? mine : theirs).scope,
    event: (eventDiffers ? mine : theirs).event,
    action: actionAfter(mine.action, theirs.action, differing),
  };
}

function actionAfter(mine: Action, theirs: Action, differing: ReadonlySet<Member>): Action {
  if (mine.type === 'SendNotification' && theirs.type === 'SendNotification') {
    const { title } = differing.has('title') ? mine : theirs;
    const { text } = differing.has('text') ? mine : theirs;
    const { level } = differing.has('level') ? { level: mine.level ?? 'INFO' } : theirs;
    return {
      type: mine.type,
      integration: (differing.has('integration') ? mine : theirs).integration,
      ...(title !== undefined && { title }),
      ...(text !== undefined && { text }),
      ...(level && { level }),
    };
  }
  if (mine.type === 'SendWebhook' && theirs.type === 'SendWebhook') {
    const { payload } = differing.has('payload') ? mine : theirs;
    return {
      type: mine.type,
      integration: (differing.has('integration') ? mine : theirs).integration,
      ...(payload !== undefined && { payload }),
    };
  }
  return differing.has('action') || differing.has('prompt') ? mine : theirs;
}
