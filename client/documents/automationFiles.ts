import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { ApiError } from '../../core/api/errors';
import type { Trigger } from '../../core/api/model';
import type { RefusedKeyNotice } from '../auth/refusedKey';
import { plain } from '../../core/l10n/plain-text';
import { shownAutomation, type ServerScheme } from '../../core/server-document';
import type { LanguageSupport } from '../language/languageSupport';
import { requireCurrent } from '../manage/current';
import type { Connection } from '../session/session';
import { automationsWritten } from '../session/written';
import type { AutomationLists } from '../tree/automationLists';
import type { Dialogs } from '../ui/dialogs';
import { Refusal, sentenceOf } from '../ui/failures';
import { isSupported } from '../tree/words';
import { slowly } from '../ui/slow';
import { fileErrorToTell } from '../ui/window';
import { automationUri, EDIT, isFolder, SAVED } from './automationUri';
import { lookUpOwners } from './owners';
import { SaveReasons } from './saveReasons';
import { saveAutomation } from './saving';

interface FilesWorld {
  readonly dialogs: Dialogs;
  readonly language: Pick<LanguageSupport, 'compile' | 'remoteChanged'>;
  readonly connection: () => Connection;
  /** Resolves when it is known who is signed in: editors are restored before. */
  readonly ready: () => Promise<void>;
  readonly automations: Pick<AutomationLists, 'put' | 'remove'>;
  readonly refusedKey: Pick<RefusedKeyNotice, 'spare'>;
}

interface Opened {
  /** As it was when it was read: what the user's changes are compared with. */
  readonly trigger: Trigger;
  readonly text: string;
  readonly read: number;
}

/** Saved automations as YAML files, for looking at and for editing. */
export class AutomationFiles
  implements vscode.FileSystemProvider, vscode.TextDocumentContentProvider, vscode.Disposable
{
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changes.event;
  private readonly savedChanges = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.savedChanges.event;
  private readonly opened = new Map<string, Opened>();
  /** Just read, and about to be shown. */
  private readonly fresh = new Map<string, Trigger>();
  private readonly reasons = new SaveReasons(EDIT);
  private readonly registration: vscode.Disposable;

  constructor(private readonly world: FilesWorld) {
    this.registration = vscode.Disposable.from(
      this.reasons,
      vscode.workspace.registerFileSystemProvider(EDIT, this, { isCaseSensitive: true }),
      vscode.workspace.registerTextDocumentContentProvider(SAVED, this),
    );
  }

  /** Opens an automation as the server has it now. */
  async open(scheme: ServerScheme, trigger: Trigger): Promise<void> {
    const connection = this.world.connection();
    const { host } = connection.account;
    const current = await slowly(l10n.t('Reading from {0}', host), connection.ended, async (signal) =>
      this.named(await requireCurrent(this.world, connection, trigger, signal), signal),
    );
    if (scheme === EDIT && !isSupported(current)) {
      throw new Refusal(l10n.t('“{0}” is of a kind that can only be read.', plain(current.name)));
    }
    const uri = scheme === SAVED ? this.savedUri(current) : automationUri(EDIT, host, current);
    if (scheme === EDIT && documentOf(uri)?.isDirty !== true) await this.replace(uri, current);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: scheme === SAVED });
  }

  /** The document that shows an automation as it was just read from the server. */
  savedUri(trigger: Trigger): vscode.Uri {
    const uri = automationUri(SAVED, this.world.connection().account.host, trigger);
    this.showSaved(uri, trigger);
    return uri;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const fresh = this.fresh.get(uri.toString());
    this.fresh.delete(uri.toString());
    return specOf(await readable(fresh ? this.named(fresh) : this.require(uri)));
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    if (isFolder(uri)) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const { text, read } = await readable(this.load(uri));
    return { type: vscode.FileType.File, ctime: 0, mtime: read, size: Buffer.byteLength(text) };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return Buffer.from((await readable(this.load(uri))).text);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    // Those who wish it against the manifest's default for the language: nobody is asked by a pause in typing.
    if (this.reasons.isAutomatic(uri)) {
      throw fileErrorToTell(
        l10n.t(
          'Nothing is sent to W&B automatically. Save it yourself: you are asked before anything is sent.',
        ),
      );
    }
    try {
      await this.world.refusedKey.spare(() => this.save(uri, new TextDecoder().decode(content)));
    } catch (error) {
      const why = sentenceOf(error) ?? l10n.t('It was cancelled.');
      // One whose answer was lost may have been saved all the same.
      const isSure = !(error instanceof ApiError && error.failure.kind === 'ambiguous');
      throw fileErrorToTell(isSure ? l10n.t('Nothing was changed. {0}', why) : why);
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

  private async load(uri: vscode.Uri): Promise<Opened> {
    const known = this.opened.get(uri.toString());
    if (known) return known;
    const trigger = await this.require(uri);
    return this.remember(uri, trigger, await specOf(trigger));
  }

  private remember(uri: vscode.Uri, trigger: Trigger, text: string, read = this.later(uri)): Opened {
    const opened = { trigger, text, read };
    this.opened.set(uri.toString(), opened);
    return opened;
  }

  /** Now, and never the time that VS Code knows already: it would take the text for the same. */
  private later(uri: vscode.Uri): number {
    return Math.max(Date.now(), (this.opened.get(uri.toString())?.read ?? 0) + 1);
  }

  /** What the file holds from now on; an editor without changes of its own shows it. */
  private async replace(uri: vscode.Uri, trigger: Trigger): Promise<void> {
    this.remember(uri, trigger, await specOf(trigger));
    this.changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  /** For VS Code the user's text has been saved; it takes another one only after that. */
  private replaceOnceSaved(uri: vscode.Uri, trigger: Trigger): void {
    const waiting = vscode.workspace.onDidSaveTextDocument((document) => {
      if (document.uri.toString() !== uri.toString()) return;
      waiting.dispose();
      void this.replace(uri, trigger);
    });
  }

  /** As the server has it now. */
  private async require(uri: vscode.Uri): Promise<Trigger> {
    const found = await this.find(uri);
    if (found) return found;
    throw new NotThere(l10n.t('This automation is not on {0} any more.', shownAutomation(uri).host));
  }

  /** As the server has it now; undefined: not there any more. */
  private async find(uri: vscode.Uri, signal?: AbortSignal): Promise<Trigger | undefined> {
    const { host, entity, id } = shownAutomation(uri);
    await this.world.ready();
    const { account, client, ended } = this.world.connection();
    if (account.host !== host) throw new Refusal(l10n.t('Sign in to {0} first.', host));
    // One that was created again has another id than its address says.
    const known = this.opened.get(uri.with({ scheme: EDIT }).toString());
    const found = await client.automation(known?.trigger.id ?? id, { entity }, signal ?? ended);
    return found && this.named(found, signal);
  }

  /** With what its text has to say. */
  private async named(trigger: Trigger, signal?: AbortSignal): Promise<Trigger> {
    const connection = this.world.connection();
    const [one = trigger] = await lookUpOwners([trigger], connection, signal ?? connection.ended);
    return one;
  }

  private async save(uri: vscode.Uri, text: string): Promise<void> {
    this.world.connection().catalog.renew();
    const { trigger: base, text: baseText, read } = await this.load(uri);
    const connection = this.world.connection();
    const edited = { uri: uri.toString(), base, baseText, text };
    const outcome = await saveAutomation(edited, connection, {
      ...this.world,
      find: (signal) => this.find(uri, signal),
      compare: async (theirs) => {
        // From now on the user's text is compared with theirs; with the old time, or else VS Code itself would refuse the next save.
        this.remember(uri, theirs, await specOf(theirs), read);
        await this.compare(uri, theirs);
      },
    });
    const { trigger, kind } = outcome;
    this.remember(uri, trigger, text);
    if (kind === 'theirs') this.replaceOnceSaved(uri, trigger);
    if (trigger.id !== base.id) this.world.automations.remove(base);
    this.world.automations.put(trigger);
    const saved = uri.with({ scheme: SAVED });
    if (documentOf(saved)) this.showSaved(saved, trigger);
    if (kind !== 'written') return;
    await automationsWritten(connection, this.world.language);
  }

  private async compare(uri: vscode.Uri, theirs: Trigger): Promise<void> {
    const saved = uri.with({ scheme: SAVED });
    this.showSaved(saved, theirs);
    const title = l10n.t('{0}: on the server ↔ yours', plain(theirs.name, 60));
    await vscode.commands.executeCommand('vscode.diff', saved, uri, title);
  }

  private showSaved(uri: vscode.Uri, trigger: Trigger): void {
    this.fresh.set(uri.toString(), trigger);
    this.savedChanges.fire(uri);
  }
}

class NotThere extends Refusal {}

/** VS Code shows in the editor why something can't be read. */
async function readable<Result>(reading: Promise<Result>): Promise<Result> {
  try {
    return await reading;
  } catch (error) {
    const why = sentenceOf(error) ?? l10n.t('It was cancelled.');
    throw fileErrorToTell(why, error instanceof NotThere ? 'FileNotFound' : 'Unavailable');
  }
}

async function specOf(trigger: Trigger): Promise<string> {
  const tools = await import('../specTools');
  return tools.specOf([trigger]);
}

function documentOf(uri: vscode.Uri): vscode.TextDocument | undefined {
  const text = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === text);
}
