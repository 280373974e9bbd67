import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from './program';

export type PackedLocale = 'ja';

const labels: Record<PackedLocale, string> = { ja: '日本語' };

/**
 * The locale of a command line's option.
 * @throws {Failure} for one without a pack here
 */
export function localeOf(option: string | undefined): PackedLocale | undefined {
  if (option === undefined || option === 'en') return undefined;
  if (option === 'ja') return option;
  throw new Failure(`There is no display language ${option} here: en or ja.`);
}

/**
 * Makes VS Code's server speak a language for which npm has no language pack. It takes extensions' own translations
 * (`package.nls.ja.json`, `l10n/bundle.l10n.ja.json`) only when a pack of that language is installed. One without any text will
 * do: VS Code's own texts stay English, the extension's are translated. The registry of packs is one file of its user data.
 */
export async function addLanguagePack(userData: string, locale: PackedLocale): Promise<void> {
  const folder = join(userData, 'language-pack');
  await mkdir(folder, { recursive: true });
  const translations = join(folder, 'main.i18n.json');
  await writeFile(translations, JSON.stringify({ version: '1.0.0', contents: {} }));
  const pack = {
    hash: `own-${locale}`,
    label: labels[locale],
    extensions: [
      { extensionIdentifier: { id: `wandb-automations.language-pack-${locale}` }, version: '1.0.0' },
    ],
    translations: { vscode: translations },
  };
  await writeFile(join(userData, 'languagepacks.json'), JSON.stringify({ [locale]: pack }));
}
