import type { UnknownReason } from '../../core/api/known';
import { message, type Message } from '../../core/l10n/message';

/** Why something about a server isn't known, for somebody who waits for it. Undefined: they cancelled it themselves. */
export function unknownSentence(reason: UnknownReason, host: string): Message | undefined {
  switch (reason) {
    case 'cancelled':
      return undefined;
    case 'signed-out':
      return message('Sign in to {0} first.', host);
    case 'offline':
      return message(
        '{0} does not answer. Check your network connection and the base URL, then try again.',
        host,
      );
    case 'forbidden':
      return message('{0} does not let your account look up what the spec names.', host);
    case 'unsupported':
      return message('{0} has no way to look up what the spec names. It takes a newer server.', host);
    case 'loading':
    case 'failed':
      return message('{0} failed to look up what the spec names. Try again.', host);
  }
}
