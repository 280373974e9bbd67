import { l10n, workspace } from 'vscode';
import type { Uri } from 'vscode';
import { plain } from '../../core/l10n/plain-text';
import { changeSpecFile } from '../documents/specFile';
import type { Dialogs } from '../ui/dialogs';
import { Refusal } from '../ui/failures';
import { shortList } from '../ui/shortList';
import type { SoundAutomation } from './request';
import type { Pinned } from './withoutIds';

/** Does the spec say by an id which automation of a server it is? */
export const isPinned = (
  automation: SoundAutomation,
): automation is SoundAutomation & { readonly id: string } => automation.id !== undefined;

/**
 * Says that the server has no automations of these ids, and takes them out of the spec if the user agrees, as an edit that can be undone.
 * False: the user doesn't agree.
 * @throws {Refusal} where they can't be taken out
 */
export async function removeIds(
  lost: readonly (SoundAutomation & { readonly id: string })[],
  spec: Uri,
  host: string,
  { confirm }: Pick<Dialogs, 'confirm'>,
): Promise<boolean> {
  const remove = l10n.t('Remove id');
  const [first] = lost;
  const answer = await confirm({
    message:
      lost.length === 1 && first
        ? l10n.t(
            'No automation on {0} has the id of “{1}”, or your account can’t see it.',
            host,
            plain(first.input.name),
          )
        : l10n.t(
            'No automations on {0} have the ids of {1} entries, or your account can’t see them.',
            host,
            lost.length,
          ),
    detail: [
      ...shortList(lost.map(({ input, id }) => `${plain(input.name, 60)}\nid: ${plain(id, 60)}`)),
      l10n.t(
        'An id says which automation of one server an entry is. Without it the name counts. You see what is sent before anything is created or changed.',
      ),
    ].join('\n\n'),
    actions: [remove],
    warning: true,
  });
  if (answer !== remove) return false;
  const { withoutIds } = await import('../specTools');
  const document = await workspace.openTextDocument(spec);
  const text = withoutIds(document.getText(), lost.map(pinOf));
  if (text === undefined || !(await changeSpecFile(document, { text }))) {
    throw new Refusal(
      l10n.t('The ids could not be taken out of {0}. Remove them there.', workspace.asRelativePath(spec)),
    );
  }
  return true;
}

function pinOf({ document = 0, index = 0, id }: SoundAutomation & { readonly id: string }): Pinned {
  return { document, index, id };
}
