import { l10n, Uri, workspace } from 'vscode';
import { exists } from '../documents/specFile';
import type { LanguageSupport } from '../language/languageSupport';
import type { Target } from './choices';
import type { ScopeChoices } from './scopeChoices';
import type { StepWorld } from './world';

/** What names may collide with. */
export interface Naming {
  readonly scope: ScopeChoices;
  /** The file that the entry goes to; absent: the server, or an editor without a file. */
  readonly target?: Target | undefined;
  /** It is written into a spec: those of the workspace count. */
  readonly isSpec: boolean;
}

/**
 * Names that automations of the scope have in other files of the workspace and on the server, each with a sentence that says where. What
 * can't be known takes no name.
 */
export async function takenNames(
  { scope, target, isSpec }: Naming,
  world: StepWorld,
  language: Pick<LanguageSupport, 'specs'>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const own = target?.type === 'file' ? target.uri : undefined;
  const lists = await Promise.allSettled([
    namesOnServer(scope, world, signal),
    isSpec ? namesInFiles(scope, own, language, signal) : [],
  ]);
  return new Map(lists.flatMap((list) => (list.status === 'fulfilled' ? list.value : [])));
}

type Taken = readonly (readonly [name: string, sentence: string])[];

async function namesInFiles(
  { kind = 'project', path }: ScopeChoices,
  own: string | undefined,
  language: Pick<LanguageSupport, 'specs'>,
  signal: AbortSignal,
): Promise<Taken> {
  const phrase = `${kind} ${path.join('/')}`;
  const { files } = await language.specs(signal);
  const all = files.flatMap(({ uri, automations }) =>
    automations
      .filter(({ scope }) => scope === phrase)
      .map(({ name }) => ({ name, uri: Uri.parse(uri) }))
      .filter((one) => one.uri.toString() !== own),
  );
  // VS Code keeps a document for minutes after its file was deleted.
  const isThere = await Promise.all(all.map(async ({ uri }) => uri.scheme !== 'file' || (await exists(uri))));
  return all
    .filter((_, index) => isThere[index])
    .map(({ name, uri }) => [
      name,
      l10n.t('“{0}” is in {1} already, for the same scope.', name, workspace.asRelativePath(uri)),
    ]);
}

async function namesOnServer(
  { kind = 'project', path }: ScopeChoices,
  { connection, tools }: StepWorld,
  signal: AbortSignal,
): Promise<Taken> {
  const read = tools.readScope(kind, path.join('/'));
  if (!connection || !('scope' in read)) return [];
  const { catalog, account } = connection;
  const found = await catalog.scope({ scope: read.scope }, signal);
  if (!found.known || !found.value) return [];
  const { entity, scopeID } = found.value;
  const automations = await catalog.automations({ entity }, signal);
  if (!automations.known) return [];
  return (automations.value ?? [])
    .filter((trigger) => trigger.scope.id === scopeID)
    .map(({ name }) => [
      name,
      l10n.t(
        '“{0}” is on {1} already, in the same scope: Import to File… writes its spec.',
        name,
        account.host,
      ),
    ]);
}
