import * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { Automation } from '../../core/automation';
import type { SpecFile } from '../../core/protocol';
import {
  changeSpecFile,
  createSpecFile,
  exists,
  openUntitledSpec,
  targetFolder,
} from '../documents/specFile';
import type { LanguageSupport } from '../language/languageSupport';
import type { PickStep, StepOption } from '../ui/flow';
import { Refusal } from '../ui/failures';
import type { Target } from './choices';
import { freeName, kebab } from './patterns';
import type { SpecTools } from './world';

/** In which file the entry is written: one that is there, those about the same scope first, or a new one. */
export function targetStep<State>(
  scope: { readonly kind: string; readonly path: readonly string[] },
  chosen: Target | undefined,
  language: Pick<LanguageSupport, 'specs'>,
  put: (target: Target) => State,
): PickStep<State> {
  const folder = targetFolder();
  const newFile = (path: string): StepOption<State> => ({
    key: 'new',
    label: l10n.t('New file {0}', path),
    ...(folder && { description: folder.name }),
    icon: 'new-file',
    value: put({ type: 'new', path }),
  });
  const phrase = `${scope.kind} ${scope.path.join('/')}`;
  const known: { taken: readonly string[] } = { taken: [] };
  return {
    type: 'pick',
    prompt: l10n.t('In which file? Choose one, or type the name of a new one.'),
    options: [],
    load: async (signal) => {
      const { files } = await language.specs(signal);
      const writable = files.filter((file) => isWritable(file)).map((file) => ({ file, ...nameOf(file) }));
      const about = ({ file }: { readonly file: SpecFile }): boolean =>
        file.automations.some((automation) => automation.scope === phrase);
      const sorted = writable.sort(
        (a, b) => Number(about(b)) - Number(about(a)) || a.label.localeCompare(b.label),
      );
      known.taken = sorted.map(({ path }) => path);
      const options = sorted.map(({ file, label, uri }): StepOption<State> => ({
        key: file.uri,
        label,
        description: about({ file })
          ? l10n.t('automations: {0}, also of {1}', file.automations.length, scope.path.join('/'))
          : l10n.t('automations: {0}', file.automations.length),
        icon: 'file',
        value: put({ type: 'file', uri: uri.toString(), label, names: namesIn(file) }),
      }));
      const created = newFile(freePath(scope.path, known.taken));
      return sorted[0] && about(sorted[0]) ? [...options, created] : [created, ...options];
    },
    typed: (text) => {
      const path = pathOf(text);
      if (path === undefined)
        return { text: l10n.t('This is no name of a file in the folder.'), severity: 'error' };
      if (known.taken.includes(path))
        return { text: l10n.t('{0} exists already: choose it from the list.', path), severity: 'error' };
      return { ...newFile(path), key: `typed ${path}` };
    },
    ...(chosen && { current: chosen.type === 'file' ? chosen.uri : 'new' }),
  };
}

/** A file in which adding something would not be safe is left out. */
function isWritable({ uri, problems, automations }: SpecFile): boolean {
  const all = [...problems, ...automations.flatMap((one) => one.problems)];
  return (
    vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri)) !== undefined &&
    !all.some(({ code }) => code === 'yaml-syntax')
  );
}

function nameOf(file: SpecFile): { readonly uri: vscode.Uri; readonly label: string; readonly path: string } {
  const uri = vscode.Uri.parse(file.uri);
  return {
    uri,
    label: vscode.workspace.asRelativePath(uri),
    path: vscode.workspace.asRelativePath(uri, false),
  };
}

function namesIn({ automations }: SpecFile): readonly string[] {
  return [...new Set(automations.map(({ name }) => name))];
}

const END = '.automation.yaml';

/** `finetune.automation.yaml` for a project of that name, or the next one that is free. */
function freePath(path: readonly string[], taken: readonly string[]): string {
  const names = taken.filter((one) => one.endsWith(END)).map((one) => one.slice(0, -END.length));
  return freeName(kebab(path.at(-1) ?? ''), names) + END;
}

/** What was typed as the path of a spec; undefined where it leads out of the folder. */
function pathOf(text: string): string | undefined {
  const path = text.trim().replaceAll('\\', '/').replace(/^\.\//, '');
  const parts = path.split('/');
  const isInside = parts.every((part) => part !== '' && part !== '..' && !/[<>:"|?*\p{Cc}]/u.test(part));
  if (!isInside) return undefined;
  return /\.automation\.ya?ml$/i.test(path) ? path : path.replace(/\.ya?ml$/i, '') + END;
}

/** Writes automations where they were wanted, shows them, and tells where nothing could be written. */
export async function writeTo(
  target: Target,
  automations: readonly Automation[],
  tools: SpecTools,
): Promise<void> {
  const folder = targetFolder();
  if (target.type === 'file') {
    if (await addToFile(vscode.Uri.parse(target.uri), automations, tools)) return;
    // Nobody wants to answer all that once more.
    await openUntitledSpec(tools.newSpecOf(automations));
    throw new Refusal(
      l10n.t(
        'Nothing can be added to {0} as it is. The automation stands in a new editor instead.',
        target.label,
      ),
    );
  }
  const text = tools.newSpecOf(automations);
  if (target.type === 'untitled' || !folder) return openUntitledSpec(text);
  return createSpecFile(vscode.Uri.joinPath(folder.uri, target.path), text);
}

/** False: the file can't take them, or isn't there any more. */
async function addToFile(
  uri: vscode.Uri,
  automations: readonly Automation[],
  tools: SpecTools,
): Promise<boolean> {
  if (!(await exists(uri))) return false;
  const document = await vscode.workspace.openTextDocument(uri);
  const added = tools.addToSpec(document.getText(), automations);
  return added !== undefined && (await changeSpecFile(document, added));
}
