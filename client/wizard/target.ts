import * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { SpecFile } from '../../core/protocol';
import { freeSpecFile, targetFolders } from '../documents/specFile';
import type { LanguageSupport } from '../language/languageSupport';
import { ourFiles } from '../language/specDocuments';
import type { PickStep, Remark, StepOption } from '../ui/flow';
import type { Target } from './choices';
import { kebab } from './patterns';

/** In which file the entry is written: one that is there, those about the same scope first, or a new one in any of the folders. */
export function targetStep<State>(
  scope: { readonly kind: string; readonly path: readonly string[] },
  chosen: Target | undefined,
  language: Pick<LanguageSupport, 'specs'>,
  put: (target: Target) => State,
): PickStep<State> {
  const folders = targetFolders();
  const newFile = (folder: vscode.WorkspaceFolder, uri: vscode.Uri, typed?: string): StepOption<State> => ({
    key: uri.toString(),
    ...newFileWords(folder, uri, folders),
    icon: 'new-file',
    value: put({ type: 'new', uri: uri.toString(), ...(typed !== undefined && { typed }) }),
  });
  const phrase = `${scope.kind} ${scope.path.join('/')}`;
  const known: { offered: ReadonlySet<string>; taken: ReadonlySet<string> } = {
    offered: new Set(),
    taken: new Set(),
  };
  return {
    type: 'pick',
    prompt: l10n.t('In which file? Choose one, or type the name of a new one.'),
    options: [],
    load: async (signal) => {
      const [{ files }, taken, created] = await Promise.all([
        language.specs(signal),
        vscode.workspace.findFiles(ourFiles),
        Promise.all(
          folders.map(async (folder) =>
            newFile(folder, await freeSpecFile(folder, kebab(scope.path.at(-1) ?? ''))),
          ),
        ),
      ]);
      const about = ({ automations }: SpecFile): boolean =>
        automations.some((automation) => automation.scope === phrase);
      const sorted = files
        .filter(isWritable)
        .map((file) => ({ file, uri: vscode.Uri.parse(file.uri) }))
        .map(({ file, uri }) => ({ file, uri, label: vscode.workspace.asRelativePath(uri) }))
        .sort((a, b) => Number(about(b.file)) - Number(about(a.file)) || a.label.localeCompare(b.label));
      known.offered = new Set(sorted.map(({ uri }) => uri.toString()));
      known.taken = new Set([...known.offered, ...taken.map(String)]);
      const options = sorted.map(({ file, label, uri }): StepOption<State> => ({
        key: uri.toString(),
        label,
        description: about(file)
          ? l10n.t('automations: {0}, also of {1}', file.automations.length, scope.path.join('/'))
          : l10n.t('automations: {0}', file.automations.length),
        icon: 'file',
        value: put({ type: 'file', uri: uri.toString(), label, names: namesIn(file) }),
      }));
      return sorted[0] && about(sorted[0].file) ? [...options, ...created] : [...created, ...options];
    },
    typed: (text) => {
      const path = pathOf(text);
      if (path === undefined)
        return { text: l10n.t('This is no name of a file in the folder.'), severity: 'error' };
      const places = placesOf(path, folders);
      const free = places.filter(({ uri }) => !known.taken.has(uri.toString()));
      const [taken] = places;
      return free.length > 0 || !taken
        ? free.map(({ folder, uri }) => newFile(folder, uri, text))
        : takenRemark(taken.uri, known.offered);
    },
    ...(chosen && chosen.type !== 'untitled' && { current: currentOf(chosen) }),
  };
}

const currentOf = (chosen: Exclude<Target, { readonly type: 'untitled' }>): string =>
  chosen.type === 'new' ? (chosen.typed ?? chosen.uri) : chosen.uri;

/** A file in which adding something would not be safe is left out. */
function isWritable({ uri, problems, automations }: SpecFile): boolean {
  const all = [...problems, ...automations.flatMap((one) => one.problems)];
  return (
    vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri)) !== undefined &&
    !all.some(({ code }) => code === 'yaml-syntax')
  );
}

function namesIn({ automations }: SpecFile): readonly string[] {
  return [...new Set(automations.map(({ name }) => name))];
}

/** Of several folders it is said in which one. */
function newFileWords(
  folder: vscode.WorkspaceFolder,
  uri: vscode.Uri,
  folders: readonly vscode.WorkspaceFolder[],
): Pick<StepOption<unknown>, 'label' | 'description'> {
  const path = uri.path.slice(folder.uri.path.length).replace(/^\//, '');
  if (folders.length === 1) return { label: l10n.t('New file {0}', path), description: folder.name };
  const isNamedLikeAnother = folders.some((other) => other !== folder && other.name === folder.name);
  return {
    label: l10n.t('New file {0} in {1}', path, folder.name),
    ...(isNamedLikeAnother && { description: folder.uri.fsPath }),
  };
}

function takenRemark(uri: vscode.Uri, offered: ReadonlySet<string>): Remark {
  const path = vscode.workspace.asRelativePath(uri);
  return {
    text: offered.has(uri.toString())
      ? l10n.t('{0} exists already: choose it from the list.', path)
      : l10n.t('{0} exists already, and nothing can be added to it as it is. Type another name.', path),
    severity: 'error',
  };
}

/** What was typed as the path of a spec; undefined where it leads out of the folder. */
function pathOf(text: string): string | undefined {
  const path = text.trim().replaceAll('\\', '/').replace(/^\.\//, '');
  const parts = path.split('/');
  const isInside = parts.every((part) => part !== '' && part !== '..' && !/[<>:"|?*\p{Cc}]/u.test(part));
  if (!isInside) return undefined;
  return /\.automation\.ya?ml$/i.test(path) ? path : `${path.replace(/\.ya?ml$/i, '')}.automation.yaml`;
}

/** The files that a path may mean: one in every folder, or in the one that it begins with, as VS Code writes it. */
function placesOf(
  path: string,
  folders: readonly vscode.WorkspaceFolder[],
): readonly { readonly folder: vscode.WorkspaceFolder; readonly uri: vscode.Uri }[] {
  const named = folders.length > 1 ? folders.filter(({ name }) => path.startsWith(`${name}/`)) : [];
  const isNamed = named.length > 0;
  return (isNamed ? named : folders).map((folder) => ({
    folder,
    uri: vscode.Uri.joinPath(folder.uri, isNamed ? path.slice(folder.name.length + 1) : path),
  }));
}
