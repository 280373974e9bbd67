import * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { Trigger } from '../../core/api/model';
import { plain } from '../../core/l10n/plain-text';
import { makeRequest, type Request } from '../create/request';
import type { LanguageSupport } from '../language/languageSupport';
import { listOf } from '../manage/current';
import type { Connection } from '../session/session';
import type { AutomationsView } from '../tree/automationsView';
import type { Dialogs } from '../ui/dialogs';
import { sentenceOf } from '../ui/failures';
import { addressOf, automationUri, EDIT, SAVED } from './automationUri';
import { lineDifference } from './lineDifference';

interface FilesWorld {
  readonly dialogs: Dialogs;
  readonly language: Pick<LanguageSupport, 'compile' | 'remoteChanged'>;
  readonly connection: () => Connection;
  /** Resolves when it is known who is signed in: editors are restored before. */
  readonly ready: () => Promise<void>;
  readonly view: Pick<AutomationsView, 'put'>;
}

interface Opened {
  /** As it was when it was read: what the user's changes are compared with. */
  readonly trigger: Trigger;
  readonly text: string;
  readonly read: number;
}

/** Lines of the difference that the question shows. */
const SHOWN_LINES = 20;

/**
 * Saved automations as YAML files. Saving shows what changes, asks, and updates; what somebody else changed or deleted in the
 * meantime is never overwritten.
 */
export class AutomationFiles
  implements vscode.FileSystemProvider, vscode.TextDocumentContentProvider, vscode.Disposable
{
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changes.event;
  private readonly savedChanges = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.savedChanges.event;
  private readonly opened = new Map<string, Opened>();
  private readonly registration: vscode.Disposable;

  constructor(private readonly world: FilesWorld) {
    this.registration = vscode.Disposable.from(
      vscode.workspace.registerFileSystemProvider(EDIT, this, { isCaseSensitive: true }),
      vscode.workspace.registerTextDocumentContentProvider(SAVED, this),
    );
  }

  /** Opens an automation as the server has it now. */
  async open(scheme: typeof EDIT | typeof SAVED, trigger: Trigger): Promise<void> {
    const uri = scheme === SAVED ? this.savedUri(trigger) : this.uriOf(EDIT, trigger);
    if (scheme === EDIT && !isDirty(uri)) this.forget(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: scheme === SAVED });
  }

  /** The document that shows an automation as the server has it; read anew if it is open already. */
  savedUri(trigger: Trigger): vscode.Uri {
    const uri = this.uriOf(SAVED, trigger);
    this.savedChanges.fire(uri);
    return uri;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    return specOf(await this.find(uri));
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { text, read } = await this.load(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: read, size: Buffer.byteLength(text) };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return Buffer.from((await this.load(uri)).text);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    try {
      await this.save(uri, Buffer.from(content).toString());
    } catch (error) {
      if (error instanceof vscode.FileSystemError) throw error;
      // VS Code makes its own notification of this.
      throw notSaved(sentenceOf(error) ?? l10n.t('It was cancelled.'));
    }
  }

  /** Nothing tells when somebody changes an automation elsewhere. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): never {
    throw vscode.FileSystemError.Unavailable();
  }

  createDirectory(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  dispose(): void {
    this.registration.dispose();
    this.changes.dispose();
    this.savedChanges.dispose();
  }

  private uriOf(scheme: typeof EDIT | typeof SAVED, trigger: Trigger): vscode.Uri {
    return automationUri(scheme, this.world.connection().account.host, trigger);
  }

  private async load(uri: vscode.Uri): Promise<Opened> {
    const known = this.opened.get(uri.toString());
    if (known) return known;
    const trigger = await this.find(uri);
    return this.remember(uri, trigger, await specOf(trigger));
  }

  private remember(uri: vscode.Uri, trigger: Trigger, text: string, read = Date.now()): Opened {
    const opened = { trigger, text, read };
    this.opened.set(uri.toString(), opened);
    return opened;
  }

  private forget(uri: vscode.Uri): void {
    this.opened.delete(uri.toString());
    this.changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  private async find(uri: vscode.Uri): Promise<Trigger> {
    const { host, entity, id } = addressOf(uri);
    await this.world.ready();
    const { account, client, ended } = this.world.connection();
    if (account.host !== host) throw notThere(l10n.t('Sign in to {0} first.', host));
    const found = await client.automation(id, { entity }, ended);
    if (found) return found;
    throw notThere(l10n.t('This automation is not on {0} any more.', host));
  }

  private async save(uri: vscode.Uri, text: string): Promise<void> {
    const { changedMembers, inputLike } = await import('../specTools');
    const { trigger: base, text: baseText } = await this.load(uri);
    const connection = this.world.connection();
    const request = await this.compile(uri, connection);
    const current = await this.find(uri);
    if (Object.keys(changedMembers(inputLike(base), inputLike(current))).length > 0) {
      await this.showConflict(uri, current);
    }
    const changed = changedMembers(inputLike(current), completed(request, current));
    if (Object.keys(changed).length > 0) {
      await this.ask(uri, baseText, text, connection);
      const of = listOf({ ...current, name: request.input.name });
      const updated = await connection.client.updateAutomation(
        { id: current.id, ...changed },
        of,
        connection.ended,
      );
      this.remember(uri, updated, text);
      this.world.view.put(updated);
      connection.catalog.invalidate(['automations']);
      await this.world.language.remoteChanged('written');
    } else {
      this.remember(uri, current, text);
    }
    this.savedChanges.fire(uri.with({ scheme: SAVED }));
  }

  /** The language server knows the text as it stands in the editor, which is what is being saved. */
  private async compile(uri: vscode.Uri, connection: Connection): Promise<Request> {
    const { ended } = connection;
    const { automations } = await this.world.language.compile(
      { textDocument: { uri: uri.toString() } },
      ended,
    );
    const [only, another] = automations;
    if (!only || another) throw notSaved(l10n.t('The file has to hold exactly one automation.'));
    const { input } = only;
    const problem = only.problems.find(({ severity }) => severity === 'error')?.message ?? '';
    if (input === null) throw notSaved(l10n.t('It has an error: {0}', plain(problem, 300)));
    const request = await makeRequest({ ...only, input }, connection, ended);
    if (!request) throw notSaved(l10n.t('It was cancelled.'));
    return request;
  }

  /** Somebody else was faster. From now on the user's text is compared with theirs. */
  private async showConflict(uri: vscode.Uri, current: Trigger): Promise<never> {
    // With the old time: otherwise VS Code itself would refuse the next save.
    this.remember(uri, current, await specOf(current), (await this.load(uri)).read);
    const saved = uri.with({ scheme: SAVED });
    this.savedChanges.fire(saved);
    const title = l10n.t('{0}: on the server ↔ yours', plain(current.name, 60));
    await vscode.commands.executeCommand('vscode.diff', saved, uri, title);
    throw notSaved(
      l10n.t(
        '“{0}” was changed on {1} meanwhile. Compare, then save again.',
        plain(current.name),
        uri.authority,
      ),
    );
  }

  private async ask(uri: vscode.Uri, before: string, after: string, { account }: Connection): Promise<void> {
    const update = l10n.t('Update');
    const changes = lineDifference(before, after).map(({ sign, line }) => `${sign} ${plain(line, 120)}`);
    const shown = changes.slice(0, SHOWN_LINES);
    if (changes.length > shown.length)
      shown.push(l10n.t('… and {0} more lines', changes.length - shown.length));
    const { trigger } = await this.load(uri);
    const answer = await this.world.dialogs.confirm({
      message: l10n.t('Update “{0}” on {1}?', plain(trigger.name), account.host),
      detail: shown.join('\n'),
      actions: [update],
    });
    if (answer !== update) throw notSaved(l10n.t('It was cancelled.'));
  }
}

/** What a spec leaves out stays as it is on the server. */
function completed({ compiled, input }: Request, { description, enabled }: Trigger): Request['input'] {
  return {
    ...input,
    enabled: compiled.enabled ?? enabled,
    ...(input.description === undefined && description !== null && { description }),
  };
}

async function specOf(trigger: Trigger): Promise<string> {
  const tools = await import('../specTools');
  return tools.specOf([trigger]);
}

function isDirty(uri: vscode.Uri): boolean {
  const text = uri.toString();
  return vscode.workspace.textDocuments.some(
    (document) => document.isDirty && document.uri.toString() === text,
  );
}

function notSaved(why: string): vscode.FileSystemError {
  return new vscode.FileSystemError(l10n.t('Nothing was changed. {0}', why));
}

function notThere(why: string): vscode.FileSystemError {
  return vscode.FileSystemError.FileNotFound(why);
}
