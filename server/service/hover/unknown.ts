import type { UnknownReason } from '../../../core/api/known';
import { message } from '../../../core/l10n/message';
import type { HoverContext } from './hover';

/** What a hover says of a name that surely isn't there. */
export function notFound({ texts }: HoverContext): readonly string[] {
  return [texts.say(message('Not found, or not visible to you.'))];
}

/** Why nothing can be said of a name; nothing where the user can't do anything about it, or it is on its way. */
export function because(reason: UnknownReason, { texts }: HoverContext): readonly string[] {
  switch (reason) {
    case 'signed-out':
      return [texts.say(message('Sign in to W&B to see what this is.'))];
    case 'offline':
      return [texts.say(message('W&B can’t be reached now. Check your connection to see what this is.'))];
    default:
      return [];
  }
}
