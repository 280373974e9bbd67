import { renderMessage, type Locale, type Message, type Translations } from '../core/l10n/message';

/** Renders what the user reads, in the language of the editor. */
export class Texts {
  constructor(
    readonly locale: Locale = 'en',
    private readonly translations: Translations = {},
  ) {}

  say(message: Message): string {
    return renderMessage(message, this.translations);
  }

  /** Sentences in a row: Japanese has no space between them. */
  row(...sentences: readonly string[]): string {
    return sentences.join(this.locale === 'ja' ? '' : ' ');
  }
}

/** `ja`, `ja-JP` → Japanese; everything else, also nothing, is English. */
export function readLocale(tag: string | undefined): Locale {
  return /^ja\b/i.test(tag ?? '') ? 'ja' : 'en';
}
