import type { LanguageSupport } from '../language/languageSupport';
import type { Connection } from './session';

/** Automations were written on the server: what is known of them is asked for anew, here and by the language server. */
export async function automationsWritten(
  { catalog }: Connection,
  language: Pick<LanguageSupport, 'remoteChanged'>,
): Promise<void> {
  catalog.invalidate(['automations']);
  await language.remoteChanged('written');
}
