import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale, Translations } from '../core/l10n/message';
import { variable, type Environment } from './environment';

/**
 * The table for a language, from the file beside the running bundle (`folder`); empty for English, and where the file is missing:
 * then English is shown.
 */
export function loadTranslations(locale: Locale, folder: string = __dirname): Translations {
  if (locale === 'en') return {};
  try {
    return JSON.parse(
      readFileSync(join(folder, 'l10n', `bundle.l10n.${locale}.json`), 'utf8'),
    ) as Translations;
  } catch {
    return {};
  }
}

/** The language for a tag such as `ja-JP` or `ja_JP.UTF-8`; English for all others. */
export function localeOf(tag: string): Locale {
  return /^ja(?![a-z])/i.test(tag) ? 'ja' : 'en';
}

/** The user's language by the variables that POSIX has for it, or else by the system's settings. */
export function detectLocale(environment: Pick<Environment, 'variables'>): Locale {
  const tag = ['LC_ALL', 'LC_MESSAGES', 'LANG']
    .map((name) => variable(environment, name))
    .find((value) => value !== undefined);
  return localeOf(tag ?? new Intl.DateTimeFormat().resolvedOptions().locale);
}
