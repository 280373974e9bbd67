import type { CodeAction } from 'vscode-languageserver/node';
import { message } from '../../../core/l10n/message';
import { organizeText } from '../../../core/spec/edit/organize';
import { replacementOf } from '../../../core/text/range';
import { editOf } from '../workspace-edit';
import type { ActionSite } from './code-actions';

/** Puts the keys of a spec in the order of the documentation. */
export function organize({ document, context }: ActionSite): CodeAction[] {
  const organized = organizeText(document.text);
  if (organized === document.text) return [];
  const title = context.texts.say(message('Put the keys in the usual order'));
  const edit = editOf(document, [replacementOf(document.text, organized)], context);
  return [{ title, kind: 'source.organize.wandbAutomations', edit }];
}
