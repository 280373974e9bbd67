/**
 * A sentence for the user, not yet in a language.
 *
 * The English text is its own key, with `{0}`, `{1}` … where arguments go: the form of VS Code's l10n bundles, so that one
 * table (`l10n/*.ja.json`) serves the extension, the language server and the command line.
 */
export interface Message {
  readonly text: string;
  readonly args: readonly (string | number)[];
}

/** English text → translated text. */
export type Translations = Readonly<Record<string, string>>;

export type Locale = 'en' | 'ja';

/** Makes a {@link Message}. The text must be a literal: a test looks all of them up in the translations. */
export function message(text: string, ...args: (string | number)[]): Message {
  return { text, args };
}

/** The message as text: translated where a translation is at hand, in English otherwise. */
export function renderMessage({ text, args }: Message, translations: Translations = {}): string {
  const template = translations[text] ?? text;
  return template.replace(/\{(\d+)\}/g, (placeholder, index: string) =>
    String(args[Number(index)] ?? placeholder),
  );
}
