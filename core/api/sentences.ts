import { message, type Message } from '../l10n/message';
import { plain } from '../l10n/plain-text';
import type { ApiFailure, BrokenReason, UnreachableCause } from './errors';

/** One sentence or two for the user: which host, what happened, what to do. */
export function failureSentence(failure: ApiFailure, host: string): Message {
  switch (failure.kind) {
    case 'unauthenticated':
      return message('{0} did not accept the credentials. Sign in again with a valid API key.', host);
    case 'forbidden':
      return failure.messages.length === 0
        ? message('{0} refuses this: your account lacks the permission. Ask an admin of the team.', host)
        : message(
            '{0} refuses this: {1}. Ask an admin of the team for the permission.',
            host,
            said(failure.messages),
          );
    case 'not-found':
      return failure.messages.length === 0
        ? message('{0} has no such thing, or your account can’t see it.', host)
        : message('{0} did not find it, or your account can’t see it: {1}.', host, said(failure.messages));
    case 'conflict':
      return failure.messages.length === 0
        ? message(
            'On {0} something of that name exists already. Choose another name, or change the existing one.',
            host,
          )
        : message(
            'On {0} this exists already: {1}. Choose another name, or change the existing one.',
            host,
            said(failure.messages),
          );
    case 'invalid':
      return failure.messages.length === 0
        ? message('{0} did not accept the request and gave no reason.', host)
        : message('{0} did not accept the request: {1}.', host, said(failure.messages));
    case 'rate-limited':
      return failure.retryAfter === undefined
        ? message('{0} takes no more requests for now. Try again in a minute.', host)
        : message(
            '{0} takes no more requests for now. Try again in {1} s.',
            host,
            Math.ceil(failure.retryAfter / 1000),
          );
    case 'unsupported':
      return message(
        'The W&B server {0} does not offer this ({1}). It takes a newer server, or another plan.',
        host,
        plain(failure.what),
      );
    case 'unreachable':
      return unreachableSentence(failure.cause, host);
    case 'broken-answer':
      return brokenSentence(failure.reason, failure.detail, host);
    case 'server-error':
      return failure.messages.length === 0
        ? message('{0} failed with HTTP {1}. Try again later.', host, failure.status)
        : message(
            '{0} failed with HTTP {1}: {2}. Try again later.',
            host,
            failure.status,
            said(failure.messages),
          );
    case 'ambiguous':
      if (failure.cause.kind === 'aborted') {
        return message(
          'This was ended when {0} had been asked already. Look there, or refresh, to see whether the change took effect.',
          host,
        );
      }
      return message(
        'The connection to {0} was lost while it was writing. Refresh to see whether the change took effect, before you try again.',
        host,
      );
    case 'aborted':
      return message('The request to {0} was cancelled.', host);
  }
}

function unreachableSentence(cause: UnreachableCause, host: string): Message {
  switch (cause) {
    case 'dns':
      return message('The name of {0} is unknown. Check the base URL and your network connection.', host);
    case 'refused':
      return message(
        '{0} refuses connections. Check the base URL and its port, and whether the server is running.',
        host,
      );
    case 'tls':
      return message(
        'The certificate of {0} is not trusted. Add the authority that issued it with NODE_EXTRA_CA_CERTS or SSL_CERT_FILE.',
        host,
      );
    case 'proxy':
      return message(
        'The proxy on the way to {0} does not let the request through. Check the proxy settings.',
        host,
      );
    case 'timeout':
      return message('{0} did not answer in time. Try again, and check your network connection.', host);
    case 'connection':
      return message('The connection to {0} broke off. Try again, and check your network connection.', host);
  }
}

function brokenSentence(reason: BrokenReason, detail: string | undefined, host: string): Message {
  switch (reason) {
    case 'html':
      return message(
        '{0} answered with a web page. Check that the base URL is the one of the API, and that no login page stands in between.',
        host,
      );
    case 'not-json':
      return message('The answer of {0} is broken or incomplete. Try again.', host);
    case 'shape':
      return message(
        '{0} left out something from its answer ({1}). Is the base URL the one of a W&B server?',
        host,
        plain(detail ?? ''),
      );
    case 'redirect':
      return message(
        '{0} sends the request on to {1}, and the key stays here. If that address is right, use it as base URL.',
        host,
        plain(detail ?? ''),
      );
    case 'paging':
      return message('{0} gives the same part of a list again and again. Try again.', host);
  }
}

/** Characters of the server's own words that are repeated. */
const LONGEST = 300;

/** The server's own words as part of a sentence. */
function said(messages: readonly string[]): string {
  return plain(messages.join('; '), LONGEST).replace(/[.\s]+$/, '');
}
