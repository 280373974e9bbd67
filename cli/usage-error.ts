import type { Message } from '../core/l10n/message';

/** Wrong usage, or a file that can't be read or written: said in one sentence, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(readonly sentence: Message) {
    super(sentence.text);
  }
}
