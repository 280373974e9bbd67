import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { plain } from '../../core/l10n/plain-text';
import { documentOf } from '../documents/tabs';
import { textOf } from '../documents/textOf';
import { inWords } from '../ui/failures';
import type { LanguageSupport } from '../language/languageSupport';
import type { Remembered, There } from './existing';
import type { Place } from './preview';
import type { Request } from './request';

/**
 * Notes in the lock file what was applied: by it, it can be told later whether the file or the server was changed. Other entries
 * stay as they are; it is read just before it is written. Gives what the user has to know: why it could not be noted.
 */
export async function remember(
  lock: vscode.Uri,
  host: string,
  applied: readonly There[],
): Promise<string | undefined> {
  const { lockWith } = await import('../specTools');
  const file = plain(vscode.workspace.asRelativePath(lock));
  try {
    const result = lockWith(
      await textOf(lock),
      host,
      applied.map(({ request, trigger }) => ({ ...placeInLock(request), trigger })),
    );
    if ('problem' in result)
      return l10n.t('{0} was left alone, since it can’t be read: {1}', file, inWords(result.problem));
    await write(lock, result.text);
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? plain(error.message, 200) : '';
    return l10n.t('{0} could not be written: {1}', file, why);
  }
}

/** What the lock file and the specs say of automations that were applied before. Whether the lock file can be read is told when it is written. */
export async function recall(
  lock: vscode.Uri,
  host: string,
  language: Pick<LanguageSupport, 'specs'>,
  /** Do the automations of a file belong to that host? */
  isOfHost: (uri: vscode.Uri) => boolean,
): Promise<Remembered> {
  const { idsInLock } = await import('../specTools');
  const idAt = idsInLock(await textOf(lock).catch(() => undefined), host);
  return {
    idOf: (request) => idAt(placeInLock(request)),
    isInSpecs: async (name, { compiled: { scope } }, signal) => {
      const { files } = await language.specs(signal);
      return files.some(
        ({ uri, automations }) =>
          automations.some((each) => each.name === name && each.scope === scope) &&
          isOfHost(vscode.Uri.parse(uri)),
      );
    },
  };
}

/** What a dialog says of it before. */
export function rememberNote({ lock }: Pick<Place, 'lock'>): readonly string[] {
  return lock
    ? [l10n.t('What is applied is noted in {0}.', plain(vscode.workspace.asRelativePath(lock)))]
    : [];
}

/** An automation by the scope and the name that the spec has for it. */
function placeInLock({ compiled, input }: Request) {
  const isNamed = compiled.references.some(({ path }) => path === 'scopeID');
  return { scope: isNamed ? compiled.scope : `id ${input.scopeID}`, name: input.name };
}

/** What is open is edited there, so that nobody's unsaved edits are lost. */
async function write(uri: vscode.Uri, text: string): Promise<void> {
  const open = documentOf(uri);
  if (!open) return vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(0, 0, open.lineCount, 0), text);
  const done = (await vscode.workspace.applyEdit(edit)) && (await open.save());
  if (!done) throw new Error(l10n.t('The editor refused the change.'));
}
