import type { CatalogLookup, CatalogLookups } from './api/catalog';
import type { Fact } from './api/known';
import type { Translations } from './l10n/message';
import type { ServerState } from './plan/state';
import type { Severity } from './problem';
import type { Position } from './text/lines';
import type { CreateFilterTriggerInput } from './wire/inputs';
import type { Reference } from './wire/references';

/**
 * What the extension and the language server say to each other beyond LSP. Everything here crosses a process border as
 * JSON: no classes, no functions. Editors that know none of it are served all the same.
 */
export const protocolMethods = {
  /** Server → client, request: {@link RemoteParams} → {@link RemoteResult}. Cancellable. */
  remote: 'wandbAutomations/remote',
  /** Client → server, notification: {@link RemoteChangedParams}. */
  remoteChanged: 'wandbAutomations/remoteChanged',
  /** Client → server, request: {@link CompileParams} → {@link CompileResult}. */
  compile: 'wandbAutomations/compile',
  /** Client → server, request: {@link DecompileParams} → {@link DecompileResult}. */
  decompile: 'wandbAutomations/decompile',
  /** Client → server, request without params → {@link SpecsResult}. */
  specs: 'wandbAutomations/specs',
  /**
   * Server → client, notification without params: what {@link SpecsResult} says may have changed, also because something new is known
   * of the W&B server. At most a few times a second.
   */
  specsChanged: 'wandbAutomations/specsChanged',
  /** Server → client, notification: {@link FoldersChangedParams}; at the start, and when a configuration has changed. */
  foldersChanged: 'wandbAutomations/foldersChanged',
} as const;

/** The `initializationOptions` of the extension. Every member may be missing, as it is with other editors. */
export interface InitializationOptions {
  /** Table for the language of the user interface. Missing: taken from the files beside the bundle, by LSP's `locale`. */
  readonly translations?: Translations;
  /** The client answers {@link protocolMethods.remote}. Missing or false: the server signs in by itself. */
  readonly remote?: boolean;
  /** May workspace files decide about hosts? Missing: yes, as in editors without that notion. */
  readonly trusted?: boolean;
  /** What other extensions do already for YAML documents; the server leaves that to them. */
  readonly others?: OtherYamlSupport;
  /** Ids of client commands that code lenses and code actions may name; see {@link lensCommands}. */
  readonly commands?: readonly string[];
  /** As of {@link ServerSettings}; later changes come by `workspace/configuration` or `didChangeConfiguration`. */
  readonly settings?: ServerSettings;
}

/** True: some other extension shows it for YAML documents. */
export interface OtherYamlSupport {
  /** Problems of YAML's own syntax (Red Hat's YAML extension). */
  readonly syntax?: boolean;
  readonly outline?: boolean;
  /** Where an alias leads. */
  readonly anchors?: boolean;
  readonly folding?: boolean;
  readonly formatting?: boolean;
}

/** Settings below `wandbAutomations` that the server reads. */
export interface ServerSettings {
  /** Base URL of the API, such as `https://api.wandb.ai`. */
  readonly host?: string;
  /** Entity that names without an owner belong to. */
  readonly entity?: string;
  /** More files that are specs: globs relative to the workspace folder. */
  readonly files?: readonly string[];
  /** Rule code → severity. */
  readonly rules?: Readonly<Record<string, Severity | 'info' | 'warn' | 'off'>>;
  /** Whose problems are shown. Default `workspace`. */
  readonly diagnostics?: { readonly scope?: 'openFiles' | 'workspace' };
  readonly codeLens?: { readonly enabled?: boolean };
  readonly inlayHints?: { readonly enabled?: boolean };
  readonly format?: { readonly enabled?: boolean };
  /** Log how long each request took. */
  readonly trace?: { readonly timings?: boolean };
}

/**
 * Commands that a lens offers where the client says that it has them. Each is called with one {@link LensTarget}.
 */
export const lensCommands = {
  create: 'wandbAutomations.createFromSpec',
  plan: 'wandbAutomations.plan',
  apply: 'wandbAutomations.apply',
  test: 'wandbAutomations.test',
  backtest: 'wandbAutomations.backtest',
  open: 'wandbAutomations.openInWandb',
  compare: 'wandbAutomations.showDifference',
} as const;

/** Which automation a lens stands over. */
export interface LensTarget {
  readonly uri: string;
  /** Inside the automation, so that `compile` finds it. */
  readonly position: Position;
  readonly name: string;
}

/** One question to the `RemoteCatalog` of the extension: `catalog[lookup](ask, signal)`. */
export interface RemoteParams<Lookup extends CatalogLookup = CatalogLookup> {
  readonly lookup: Lookup;
  readonly ask: CatalogLookups[Lookup]['ask'];
  /** Base URL of the server that is meant, where the configuration names one. */
  readonly host?: string;
}

/** JSON has no `undefined`: a known fact without `value` says that it surely isn't there. */
export type RemoteResult<Lookup extends CatalogLookup = CatalogLookup> = Fact<CatalogLookups[Lookup]['fact']>;

/** Facts that were given before don't hold any more: signed in or out, another host or account, something was written. */
export interface RemoteChangedParams {
  readonly reason: 'account' | 'written' | 'refresh';
}

/** What the configurations of the workspace's folders say that the client has to know. */
export interface FoldersChangedParams {
  readonly folders: readonly SpecFolder[];
}

export interface SpecFolder {
  readonly uri: string;
  /** Globs of files that are specs besides those that are by their name, relative to the folder. */
  readonly files: readonly string[];
  /** Base URL of the server that its automations belong to; a workspace that isn't trusted names none. */
  readonly host?: string;
}

/** LSP's range. */
export interface LspRange {
  readonly start: Position;
  readonly end: Position;
}

export interface CompileParams {
  readonly textDocument: { readonly uri: string };
  /** Only what stands there. */
  readonly position?: Position;
}

export interface CompileResult {
  /** Version of the document that was compiled; null for a file that isn't open. */
  readonly version: number | null;
  readonly automations: readonly CompiledAutomation[];
  /** Address of the lock file that counts for the document; absent where it is in no folder of the workspace. */
  readonly lock?: string;
}

/** One automation as the server would get it. An entry with `scopes` gives one per scope. */
export interface CompiledAutomation {
  /** Empty while it is missing. */
  readonly name: string;
  /** Counted from 0: the document of the stream, the entry in it. */
  readonly document: number;
  readonly index: number;
  /** Only in entries with `scopes`: which of them. */
  readonly scopeIndex?: number;
  /** In one short phrase each, for lists: `project my-team/finetune`, `OnRunMetric`, `SendNotification`. */
  readonly scope: string;
  readonly event: string;
  readonly action: string;
  readonly enabled?: boolean;
  /** The automation of the server that it is pinned to, and the name that it had before, where the spec says so. */
  readonly id?: string;
  readonly previousName?: string;
  /** The whole entry, and its name (or its first character). */
  readonly range: LspRange;
  readonly selectionRange: LspRange;
  /**
   * Exactly the members of `CreateFilterTriggerInput`, `eventFilter` and `requestPayload` as JSON strings; ids that must
   * be looked up are null and stand in `references`. Null: the automation has an error.
   */
  readonly input: CreateFilterTriggerInput | null;
  readonly references: readonly Reference[];
  readonly problems: readonly CompiledProblem[];
}

export interface CompiledProblem {
  readonly code: string;
  readonly severity: Severity;
  /** In the user's language. */
  readonly message: string;
  readonly range: LspRange;
}

export interface DecompileParams {
  /** Saved triggers or create inputs, as the server or the SDK names their members. */
  readonly triggers: readonly unknown[];
}

export interface DecompileResult {
  /** A spec with one automation, or a set of several. */
  readonly text: string;
}

/** Every automation of the workspace's spec files, open ones as they stand in the editor. */
export interface SpecsResult {
  readonly files: readonly SpecFile[];
}

export interface SpecFile {
  readonly uri: string;
  readonly automations: readonly SpecFileAutomation[];
  /** Problems of the file that belong to no automation. */
  readonly problems: readonly CompiledProblem[];
}

/** An automation of a file with what is known now of the W&B server. What isn't known is asked for; `specsChanged` tells when it came. */
export interface SpecFileAutomation extends CompiledAutomation {
  readonly state: ServerState;
  /** Id of the automation on the server, where it surely is there. */
  readonly triggerId?: string;
  /** What sending the file would change on the server, in short phrases in the user's language: `filter`, `title`. */
  readonly differences: readonly string[];
}
