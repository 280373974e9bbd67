import { l10n } from 'vscode';
import { maxNameLength } from '../../core/catalog/keys-automation';
import type { Remark, Step } from '../ui/flow';

/** What the entry is called. `taken`: names that are in its file. */
export function nameStep<State>(
  proposed: string,
  taken: readonly string[],
  put: (name: string) => State,
): Step<State> {
  return {
    type: 'text',
    prompt: l10n.t('Its name, unique among the automations of its scope'),
    value: proposed,
    check: (text) => nameRemark(text, taken),
    accept: (text) => put(text.trim()),
  };
}

function nameRemark(text: string, taken: readonly string[]): Remark | undefined {
  const name = text.trim();
  const length = Array.from(name).length;
  const error = (sentence: string): Remark => ({ text: sentence, severity: 'error' });
  if (name === '') return error(l10n.t('The name is empty.'));
  if (length > maxNameLength) {
    return error(l10n.t('The name has {0} characters. W&B takes at most {1}.', length, maxNameLength));
  }
  return taken.includes(name) ? error(l10n.t('“{0}” is in this file already.', name)) : undefined;
}
