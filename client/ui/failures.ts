import { CancellationError, l10n, type LogOutputChannel } from 'vscode';
import { ApiError } from '../../core/api/errors';
import type { UnknownReason } from '../../core/api/known';
import { unknownSentence } from '../../core/api/resolve';
import type { Message } from '../../core/l10n/message';

/** A command that can't do what was asked, for a reason that the user should read. Not a fault of anything. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    /** In the user's language. */
    readonly sentence: string,
    /** What the user can do about it. */
    readonly remedy?: { readonly label: string; readonly run: () => unknown },
  ) {
    super(sentence);
  }
}

/** A text of core in the user's language. */
export function inWords(message: Message): string {
  return l10n.t(message.text, ...message.args);
}

/** What went wrong, in one sentence; undefined: nothing did, or it was ended by the user or with the session. */
export function sentenceOf(error: unknown): string | undefined {
  if (error === undefined) return undefined;
  if (error instanceof Refusal) return error.sentence;
  if (error instanceof ApiError)
    return error.failure.kind === 'aborted' ? undefined : inWords(error.sentence);
  // Of VS Code's requests and of signals.
  if (error instanceof CancellationError) return undefined;
  if (error instanceof Error && error.name === 'AbortError') return undefined;
  return l10n.t('Something went wrong in the extension itself. The log says more.');
}

/** What is missing in a list because it could not be read, in one or two sentences; undefined: nothing is. */
export function omissionOf(omissions: readonly unknown[]): string | undefined {
  const sentence = sentenceOf(omissions[0]);
  return sentence === undefined ? undefined : l10n.t('Some could not be read. {0}', sentence);
}

/** The failure of whoever can't go on without a fact of the server. */
export function unknownFact(reason: UnknownReason, host: string): Error {
  // Only who is signed in gets to ask.
  if (reason === 'signed-out') return new ApiError({ kind: 'unauthenticated' }, host);
  const sentence = unknownSentence(reason, host);
  return sentence ? new Refusal(inWords(sentence)) : new CancellationError();
}

/** The server doesn't accept the key. */
export function isRefusedKey(error: unknown): boolean {
  return error instanceof ApiError && error.failure.kind === 'unauthenticated';
}

/** Says what went wrong, like {@link sentenceOf}. The same failure is drawn more than once, and told to the log once. */
export function explainer(log: LogOutputChannel, where: string): (failure: unknown) => string | undefined {
  let logged: unknown;
  return (failure) => {
    const sentence = sentenceOf(failure);
    if (sentence === undefined) return undefined;
    if (failure !== logged) logFailure(log, where, failure);
    logged = failure;
    return sentence;
  };
}

/** Writes a failure to the log: one line for what the user is told anyway, everything for what should not have happened. */
export function logFailure(log: LogOutputChannel, where: string, error: unknown): void {
  const sentence = sentenceOf(error);
  if (sentence === undefined) return;
  if (error instanceof Refusal || error instanceof ApiError) log.warn(`${where}: ${sentence}`);
  else log.error(where, error instanceof Error ? (error.stack ?? error.message) : String(error));
}
