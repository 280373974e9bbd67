import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { Failure, type Resources } from '../../host/program';
import { MeasuredProcess } from '../measured-process';
import type { Candidate } from './candidate';
import { LspConnection } from './connection';

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly unknown[];
}

/** What VS Code announces, as far as either server looks at it. */
const capabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true,
      versionSupport: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    completion: {
      completionItem: {
        snippetSupport: true,
        commitCharactersSupport: true,
        documentationFormat: ['markdown'],
        resolveSupport: { properties: ['documentation', 'detail'] },
        insertTextModeSupport: { valueSet: [1, 2] },
        labelDetailsSupport: true,
      },
      completionList: {
        itemDefaults: ['editRange', 'insertTextFormat', 'insertTextMode', 'commitCharacters'],
      },
    },
    hover: { contentFormat: ['markdown'] },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix', 'refactor', 'source'] } },
      isPreferredSupport: true,
    },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    foldingRange: { lineFoldingOnly: true, rangeLimit: 5000 },
  },
};

/** Longest that anything may take, in milliseconds. */
const TIMEOUT = 60_000;

interface StartOptions {
  /** The workspace. */
  readonly folder: string;
  /** Ask for problems instead of having them sent. */
  readonly pull?: boolean;
}

/** An editor with nothing but the protocol, and the server that it has started. */
export class Editor {
  readonly process: MeasuredProcess;
  readonly connection: LspConnection;
  /** Whether changes have to be sent as whole texts. */
  wholeTexts = false;
  private readonly folder: string;
  private watching: ((published: Published) => void) | undefined;

  constructor(
    resources: Resources,
    private readonly candidate: Candidate,
    private readonly options: StartOptions,
  ) {
    const { script, args } = candidate;
    this.folder = pathToFileURL(options.folder).href;
    this.process = new MeasuredProcess(resources, script, args, { cwd: options.folder });
    const { stdin, stdout } = this.process.child;
    if (!stdin || !stdout) throw new Failure('A server without standard input and output.');
    this.connection = new LspConnection(stdin, stdout, {
      request: (method, params) => this.answer(method, params),
      notification: (method, params) => {
        if (method === 'textDocument/publishDiagnostics') this.watching?.(params as Published);
      },
    });
  }

  async initialize(): Promise<void> {
    const { folder } = this;
    const result = (await this.request('initialize', {
      processId: process.pid,
      rootUri: folder,
      workspaceFolders: [{ uri: folder, name: 'bench' }],
      locale: 'en',
      capabilities: this.options.pull
        ? { ...capabilities, textDocument: { ...capabilities.textDocument, diagnostic: {} } }
        : capabilities,
    })) as { capabilities: { textDocumentSync?: number | { change?: number } } };
    const sync = result.capabilities.textDocumentSync;
    this.wholeTexts = (typeof sync === 'number' ? sync : sync?.change) === 1;
    this.connection.notify('initialized', {});
  }

  /** @throws {Failure} when there is no answer in time */
  request(method: string, params: unknown): Promise<unknown> {
    return this.inTime(method, this.connection.request(method, params));
  }

  /** The next published problems that fit; listens from the call on. */
  published(fits: (published: Published) => boolean): Promise<Published> {
    const found = new Promise<Published>((resolve) => {
      this.watching = (published) => {
        if (!fits(published)) return;
        this.watching = undefined;
        resolve(published);
      };
    });
    return this.inTime('textDocument/publishDiagnostics', found);
  }

  uri(name: string): string {
    return `${this.folder}/${name}`;
  }

  private answer(method: string, params: unknown): unknown {
    if (method === 'workspace/workspaceFolders') return [{ uri: this.folder, name: 'bench' }];
    if (method !== 'workspace/configuration') return null;
    const { items } = params as { items: readonly { section?: string }[] };
    return items.map(({ section = '' }) => this.candidate.settings[section] ?? null);
  }

  private inTime<T>(what: string, work: Promise<T>): Promise<T> {
    const start = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const seconds = (performance.now() - start) / 1000;
        reject(new Failure(`${this.candidate.name}: no answer to ${what} in ${seconds.toFixed(0)} s.`));
      }, TIMEOUT);
    });
    return Promise.race([work, late, this.process.death]).finally(() => clearTimeout(timer));
  }
}
