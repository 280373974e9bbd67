import { PassThrough, type Readable, type Writable } from 'node:stream';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
  type StarNotificationHandler,
  type StarRequestHandler,
} from 'vscode-jsonrpc/node';
import type {
  ClientCapabilities,
  CompletionItem,
  CompletionList,
  Diagnostic,
  Hover,
  InitializeParams,
  InitializeResult,
  Position,
  PublishDiagnosticsParams,
  Range,
} from 'vscode-languageserver-protocol';
import * as server from 'vscode-languageserver/node';
import { unknown, type Fact } from '../../core/api/known';
import {
  protocolMethods,
  type FoldersChangedParams,
  type InitializationOptions,
  type RemoteParams,
} from '../../core/protocol';
import { serve } from '../../server/connection';
import { connectionOptions } from '../../server/connection-options';
import { nodeWorld } from '../../server/node-world';
import { PromptWriter } from '../../server/prompt-writer';
import type { World } from '../../server/world';
import { MemoryDisk } from './memory-disk';

/** What VS Code announces, as far as the server looks at it. */
export const richClient: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    codeLens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    diagnostics: { refreshSupport: true },
  },
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true,
      versionSupport: true,
      codeDescriptionSupport: true,
      dataSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    completion: {
      completionItem: {
        snippetSupport: true,
        commitCharactersSupport: true,
        documentationFormat: ['markdown', 'plaintext'],
        resolveSupport: { properties: ['documentation', 'detail'] },
        insertTextModeSupport: { valueSet: [1, 2] },
        labelDetailsSupport: true,
      },
      completionList: {
        itemDefaults: ['editRange', 'insertTextFormat', 'insertTextMode', 'commitCharacters'],
      },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
    rename: { prepareSupport: true },
    foldingRange: { lineFoldingOnly: true },
  },
};

/** An editor that announces nothing at all. */
export const poorClient: ClientCapabilities = {};

export interface EditorOptions {
  readonly capabilities?: ClientCapabilities;
  readonly locale?: string;
  /** What else, or otherwise, `initialize` says. */
  readonly initialize?: Partial<InitializeParams>;
  readonly options?: InitializationOptions;
  /** What `workspace/configuration` gives for our section; a function is asked for each folder, and may give a promise. */
  readonly settings?: unknown;
  /** Is told which files are specs. */
  readonly onFolders?: (params: FoldersChangedParams) => void;
  /** Answers for the RemoteCatalog; without it the client doesn't offer to. */
  readonly remote?: (params: RemoteParams) => Fact<unknown> | Promise<Fact<unknown>>;
  /** Files of the workspace `file:///w`, by address. */
  readonly files?: Map<string, string>;
  readonly world?: Partial<World>;
}

/** A language server and an editor in one process, connected by two streams that carry real LSP messages. */
export class Editor {
  readonly logs: string[] = [];
  readonly published: PublishDiagnosticsParams[] = [];
  /** Methods of the server's requests and notifications that the editor has no other use for. */
  readonly asked: string[] = [];
  /** Settings that `workspace/configuration` gives. */
  settings: unknown;
  initialized: InitializeResult = { capabilities: {} };
  private waiting: { readonly ready: () => boolean; readonly go: () => void }[] = [];

  private constructor(readonly client: MessageConnection) {}

  static async start(options: EditorOptions = {}): Promise<Editor> {
    const [up, down] = [new PassThrough(), new PassThrough()];
    const connection = server.createConnection(
      new server.StreamMessageReader(up),
      new PromptWriter(down),
      connectionOptions,
    );
    serve(connection, {
      ...nodeWorld(),
      docs: 'https://docs.test/rules/',
      remote: () => ({ at: () => () => Promise.resolve(unknown('offline')), forget: () => undefined }),
      disk: new MemoryDisk(options.files),
      ...options.world,
    });
    connection.listen();
    return Editor.connect(down, up, options);
  }

  /** An editor at the other end of a server that runs already. */
  static async connect(from: Readable, to: Writable, options: EditorOptions = {}): Promise<Editor> {
    const editor = new Editor(
      createMessageConnection(new StreamMessageReader(from), new StreamMessageWriter(to)),
    );
    editor.settings = options.settings;
    editor.listen(options);
    editor.initialized = await editor.request<InitializeResult>('initialize', {
      processId: null,
      rootUri: 'file:///w',
      capabilities: options.capabilities ?? richClient,
      locale: options.locale ?? 'en',
      initializationOptions: { ...options.options, ...(options.remote && { remote: true }) },
      ...options.initialize,
    });
    editor.notify('initialized', {});
    return editor;
  }

  private settingsOf(folder: string | undefined): unknown {
    const { settings } = this;
    if (typeof settings !== 'function') return settings;
    return (settings as (folder: string | undefined) => unknown)(folder);
  }

  private listen({ remote, onFolders }: EditorOptions): void {
    const { client } = this;
    client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      this.wake();
    });
    client.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logs.push(message);
      this.wake();
    });
    client.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
      Promise.all(items.map(async ({ scopeUri }) => (await this.settingsOf(scopeUri)) ?? null)),
    );
    if (onFolders) client.onNotification(protocolMethods.foldersChanged, onFolders);
    client.onRequest(
      protocolMethods.remote,
      async (params: RemoteParams): Promise<Fact<unknown>> => (await remote?.(params)) ?? unknown('failed'),
    );
    const note = (method: string): null => {
      this.asked.push(method);
      this.wake();
      return null;
    };
    client.onRequest(note as unknown as StarRequestHandler);
    client.onNotification(note as unknown as StarNotificationHandler);
    client.listen();
  }

  open(name: string, text: string, version = 1): EditorDocument {
    const uri = name.includes(':') ? name : `file:///w/${name}`;
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version, text } });
    return new EditorDocument(this, uri, text, version);
  }

  async request<Result>(method: string, params: unknown): Promise<Result> {
    return this.client.sendRequest<Result>(method, params);
  }

  notify(method: string, params: unknown): void {
    void this.client.sendNotification(method, params);
  }

  /** Resolves as soon as `ready` holds; looks again whenever the server says something. */
  async until(ready: () => boolean): Promise<void> {
    if (!ready()) await new Promise<void>((go) => this.waiting.push({ ready, go }));
  }

  /** The newest published problems that fit, as soon as there are any. */
  async diagnostics(wants: (params: PublishDiagnosticsParams) => boolean): Promise<Diagnostic[]> {
    await this.until(() => this.published.some(wants));
    return this.published.findLast(wants)?.diagnostics ?? [];
  }

  async close(): Promise<void> {
    await this.request('shutdown', null);
    this.client.dispose();
  }

  private wake(): void {
    const ready = this.waiting.filter((each) => each.ready());
    this.waiting = this.waiting.filter((each) => !ready.includes(each));
    for (const { go } of ready) go();
  }
}

/** A text that both sides hold. */
export class EditorDocument {
  constructor(
    private readonly editor: Editor,
    readonly uri: string,
    public text: string,
    public version: number,
  ) {}

  get id(): { readonly textDocument: { readonly uri: string } } {
    return { textDocument: { uri: this.uri } };
  }

  /** Replaces `range`, or the whole text. */
  change(text: string, range?: Range): void {
    this.version++;
    this.text = range ? replaced(this.text, range, text) : text;
    this.editor.notify('textDocument/didChange', {
      textDocument: { uri: this.uri, version: this.version },
      contentChanges: [range ? { range, text } : { text }],
    });
  }

  /** Problems of the text as it is now. */
  diagnostics(): Promise<Diagnostic[]> {
    return this.editor.diagnostics(({ uri, version }) => uri === this.uri && version === this.version);
  }

  async complete(position: Position): Promise<CompletionItem[]> {
    const { items } = await this.completions(position);
    return items;
  }

  /** Asks until the server has all the names that it wanted to know, as an editor does while one types on. */
  async completeAll(position: Position): Promise<CompletionItem[]> {
    for (;;) {
      const { items, isIncomplete } = await this.completions(position);
      if (!isIncomplete) return items;
    }
  }

  private async completions(position: Position): Promise<CompletionList> {
    const params = { ...this.id, position };
    const list = await this.editor.request<CompletionList | null>('textDocument/completion', params);
    const { items = [], itemDefaults, isIncomplete = false } = list ?? {};
    return { isIncomplete, items: items.map((item) => withDefaults(item, itemDefaults)) };
  }

  hover(position: Position): Promise<Hover | null> {
    return this.editor.request('textDocument/hover', { ...this.id, position });
  }

  close(): void {
    this.editor.notify('textDocument/didClose', this.id);
  }
}

/** `▮` is the cursor. */
export function cursorIn(marked: string): { readonly text: string; readonly position: Position } {
  const offset = marked.indexOf('▮');
  if (offset < 0) throw new Error('No ▮ in the text.');
  const lines = marked.slice(0, offset).split('\n');
  return {
    text: marked.replace('▮', ''),
    position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 },
  };
}

/** An item with what the list says of all of them. */
function withDefaults(item: CompletionItem, defaults: CompletionList['itemDefaults']): CompletionItem {
  const { editRange } = defaults ?? {};
  if (item.textEdit || !editRange || !('start' in editRange)) return item;
  return { ...item, textEdit: { range: editRange, newText: item.textEditText ?? item.label } };
}

function replaced(text: string, { start, end }: Range, newText: string): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: Position): number =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  return text.slice(0, offset(start)) + newText + text.slice(offset(end));
}
