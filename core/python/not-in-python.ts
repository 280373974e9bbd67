import type { Message } from '../l10n/message';

/** Thrown for something of an automation that the SDK has no way to say. */
export class NotInPython extends Error {
  override readonly name = 'NotInPython';

  constructor(readonly sentence: Message) {
    super(sentence.text);
  }
}
