import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { ApiError } from '../../core/api/errors';
import { withOwnerKnownBefore } from '../../core/api/integrations/owners';
import type { Trigger } from '../../core/api/model';
import type { RefusedKeyNotice } from '../auth/refusedKey';
import { plain } from '../../core/l10n/plain-text';
import { shownAutomation, type ServerScheme } from '../../core/server-document';
import type { LanguageSupport } from '../language/languageSupport';
import { findCurrent, requireCurrent } from '../manage/current';
import type { Connection } from '../session/session';
import { automationsWritten } from '../session/written';
import type { AutomationLists } from '../tree/automationLists';
import type { Dialogs } from '../ui/dialogs';
import { Refusal, sentenceOf } from '../ui/failures';
import { isSupported } from '../tree/words';
import { slowly } from '../ui/slow';
import { fileErrorToTell } from '../ui/window';
import { automationUri, EDIT, isFolder, SAVED } from './automationUri';
import { carriedOver } from './carriedOver';
import type { KeptBases } from './keptBases';
import { OpenedAutomations, specOf, type Opened } from './openedAutomations';
import { lookUpOwners } from './owners';
import { replaceLines } from './replaceLines';
import { SaveReasons } from './saveReasons';
import { KeptByServer, saveAutomation } from './saving';
import { documentOf, hasTab, replaceTabs } from './tabs';

interface FilesWorld {
  readonly dialogs: Dialogs;
  readonly language: Pick<LanguageSupport, 'compile' | 'remoteChanged'>;
  readonly connection: () => Connection;
  /** Resolves when it is known who is signed in: editors are restored before. */
  readonly ready: () => Promise<void>;
  readonly automations: Pick<AutomationLists, 'put' | 'remove' | 'onDidPut' | 'onDidRemove'>;
  readonly refusedKey: Pick<RefusedKeyNotice, 'spare'>;
  /** Is told what went wrong where nobody waits. */
  readonly failed: (error: unknown) => void;
}

/** Saved automations as YAML files, for looking at and for editing. */
export class AutomationFiles implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changes.event;
  private readonly opened: OpenedAutomations;
  /** Just read, and about to be shown. */
  private readonly fresh = new Set<string>();
  private readonly reasons = new SaveReasons(EDIT);
  private readonly registration: vscode.Disposable;

  constructor(
    private readonly world: FilesWorld,
    kept: KeptBases,
  ) {
    this.opened = new OpenedAutomations((uri) => this.require(uri), kept);
    this.registration = vscode.Disposable.from(
      this.reasons,
      vscode.workspace.registerFileSystemProvider(EDIT, this, { isCaseSensitive: true }),
      vscode.workspace.registerFileSystemProvider(SAVED, this, { isCaseSensitive: true, isReadonly: true }),
      vscode.workspace.onDidOpenTextDocument((document) => this.opened.seen(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.changed(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.opened.clean(uri)),
      vscode.workspace.onDidSaveTextDocument((document) => this.settle(document).catch(world.failed)),
      world.automations.onDidPut((trigger) => this.follow(trigger).catch(world.failed)),
      world.automations.onDidRemove((trigger) => this.tellDeleted(trigger)),
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
    await this.show(scheme, current, async (uri) => {
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document, { preview: scheme === SAVED });
    });
  }

  /** Has something show the document of an automation that was just read from the server. One with changes of its own keeps them. */
  async show(
    scheme: ServerScheme,
    trigger: Trigger,
    open: (uri: vscode.Uri) => PromiseLike<unknown>,
  ): Promise<void> {
    const { host } = this.world.connection().account;
    const there = this.opened.of(host, trigger.id).filter(({ uri }) => uri.scheme === scheme);
    const changed = there.find(({ uri }) => documentOf(uri)?.isDirty);
    const uri = changed?.uri ?? automationUri(scheme, host, trigger);
    if (!changed) await this.replace(uri, trigger);
    await this.whileFresh(uri, () => open(uri));
    for (const other of there)
      if (other.uri.toString() !== uri.toString()) await this.replace(other.uri, trigger);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    if (isFolder(uri)) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    // VS Code looks whenever it shows one, and before it saves: then it is for us to find out what others have changed.
    const { text, changed } = await readable(
      documentOf(uri)?.isDirty ? this.opened.known(uri) : this.current(uri),
    );
    this.move(uri).catch(this.world.failed);
    return { type: vscode.FileType.File, ctime: 0, mtime: changed, size: Buffer.byteLength(text) };
  }

  /** Also below changes of the user, who gives them up, or compares with it. */
  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return Buffer.from((await readable(this.current(uri))).text);
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
      if (error instanceof KeptByServer) throw fileErrorToTell(why);
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
  }

  /** What the file holds from now on; an editor without changes of its own shows it. */
  private async replace(uri: vscode.Uri, trigger: Trigger): Promise<void> {
    if (!(await this.opened.update(uri, trigger))) return;
    this.reload(uri);
    await this.move(uri);
  }

  /** As the server has it now, which needs no question while something is shown that was just read. */
  private current(uri: vscode.Uri): Promise<Opened> {
    return this.fresh.has(uri.toString()) ? this.opened.known(uri) : this.opened.current(uri);
  }

  private reload(uri: vscode.Uri): void {
    this.changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  private changed(document: vscode.TextDocument): void {
    if (!document.isDirty) this.opened.clean(document.uri);
    this.opened.seen(document);
  }

  /** After a save: for VS Code the user's text has been saved; it takes another one, or another name, only now. */
  private async settle(document: vscode.TextDocument): Promise<void> {
    const { uri } = document;
    const known = this.opened.get(uri);
    if (!known || document.isDirty) return;
    this.opened.clean(uri);
    if (known.text !== document.getText()) {
      this.opened.remember(uri, known.trigger, known.text);
      this.reload(uri);
    }
    await this.move(uri);
  }

  /** The name is in the address: after another one was given, the document is shown at the new address, once it has no changes. */
  private async move(from: vscode.Uri): Promise<void> {
    const known = this.opened.get(from);
    if (!known || documentOf(from)?.isDirty) return;
    const { trigger, text } = known;
    const to = presentUri(from, trigger);
    if (isAddressOf(from, trigger) || this.fresh.has(to.toString())) return;
    // One that nobody looks at takes no text to where there is one already.
    const isNews = hasTab(from) || !this.opened.get(to);
    if (isNews && !documentOf(to)?.isDirty) this.opened.remember(to, trigger, text);
    await this.whileFresh(to, () => replaceTabs(from, to));
  }

  private async whileFresh(uri: vscode.Uri, show: () => PromiseLike<unknown>): Promise<void> {
    this.fresh.add(uri.toString());
    try {
      await show();
    } finally {
      this.fresh.delete(uri.toString());
    }
  }

  /** What was done from this window is nobody else's change: documents show it, also those with changes, where these leave room. */
  private async follow(written: Trigger): Promise<void> {
    const { host } = this.world.connection().account;
    const shown = this.opened.of(host, written.id);
    if (shown.length === 0) return;
    const trigger = await this.named(written);
    for (const { uri } of shown) {
      const document = documentOf(uri);
      if (document?.isDirty) await this.carryOver(document, trigger);
      else if (!document && !hasTab(uri) && !isAddressOf(uri, trigger)) this.opened.forget(uri);
      else await this.replace(uri, trigger);
    }
  }

  private async carryOver(document: vscode.TextDocument, trigger: Trigger): Promise<void> {
    const { uri } = document;
    const before = await specOf(await this.opened.base(uri));
    const after = await specOf(trigger);
    if (before === after) return;
    const edits = carriedOver(before, after, document.getText());
    // What can't be carried over is asked about by the next save.
    if (!edits) return;
    if (await replaceLines(document, edits)) this.opened.rebase(uri, trigger);
  }

  private tellDeleted({ id }: Trigger): void {
    const { host } = this.world.connection().account;
    const type = vscode.FileChangeType.Deleted;
    this.changes.fire(this.opened.of(host, id).map(({ uri }) => ({ type, uri })));
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
    const known = this.opened.get(uri)?.trigger;
    const found = known
      ? await findCurrent(client, known, signal ?? ended)
      : await client.automation(id, { entity }, signal ?? ended);
    return found && this.named(found, signal);
  }

  /** With what its text has to say. */
  private async named(trigger: Trigger, signal?: AbortSignal): Promise<Trigger> {
    const connection = this.world.connection();
    const [one = trigger] = await lookUpOwners([trigger], connection, signal ?? connection.ended);
    return one;
  }

  private async save(uri: vscode.Uri, text: string): Promise<void> {
    const connection = this.world.connection();
    connection.catalog.renew();
    const base = await this.opened.base(uri);
    const outcome = await saveAutomation({ uri: uri.toString(), base, text }, connection, {
      ...this.world,
      find: (signal) => this.find(uri, signal),
      compare: async (theirs) => {
        // From now on the user's text is compared with theirs.
        this.opened.rebase(uri, theirs);
        await this.compare(uri, theirs);
      },
    });
    const { kind, kept = [] } = outcome;
    // It is written, whether or not its integration can still be looked up.
    const named = await this.named(outcome.trigger).catch(() => outcome.trigger);
    const trigger = withOwnerKnownBefore(named, base);
    const isSaved = kind !== 'theirs' && kept.length === 0;
    this.opened.remember(uri, trigger, isSaved ? text : await specOf(trigger));
    this.opened.rebase(uri, trigger);
    if (trigger.id !== base.id) this.world.automations.remove(base);
    this.world.automations.put(trigger);
    if (kind !== 'written') return;
    await automationsWritten(connection, this.world.language);
    if (kept.length > 0) throw new KeptByServer(trigger, kept, connection);
  }

  private async compare(uri: vscode.Uri, theirs: Trigger): Promise<void> {
    const title = l10n.t('{0}: on the server ↔ yours', plain(theirs.name, 60));
    await this.show(SAVED, theirs, (saved) =>
      vscode.commands.executeCommand('vscode.diff', saved, uri, title),
    );
  }
}

/** Where it would be shown today. */
const presentUri = ({ scheme, authority }: vscode.Uri, trigger: Trigger): vscode.Uri =>
  automationUri(scheme as ServerScheme, authority, trigger);

const isAddressOf = (uri: vscode.Uri, trigger: Trigger): boolean =>
  presentUri(uri, trigger).toString() === uri.toString();

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
