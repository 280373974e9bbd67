import type { OtherYamlSupport, ServerSettings } from '../core/protocol';
import type { SpecOptions } from '../core/spec/document';
import type { ClientFeatures } from './client-features';
import type { RemoteFacts } from './remote/facts';
import type { ItemDocs } from './service/completion/item-docs';
import type { WorkspaceView } from './service/navigation';
import type { Texts } from './texts';
import type { LockView } from './workspace/lock-files';

/** What a feature may ask besides its document. */
export interface FeatureContext {
  readonly client: ClientFeatures;
  readonly texts: Texts;
  readonly settings: ServerSettings;
  /** How the document is read: severities, entity, regular expressions. */
  readonly options: SpecOptions;
  /** What other extensions show already. */
  readonly others: OtherYamlSupport;
  /** Ids of the client's commands. */
  readonly commands: ReadonlySet<string>;
  /** Where the pages of the rules are, with a slash at the end. */
  readonly docs: string | undefined;
  readonly facts: RemoteFacts;
  readonly workspace: WorkspaceView;
  readonly itemDocs: ItemDocs;
  /** Says what regular expressions match; absent until the engine is loaded. */
  readonly regexMatcher?: RegexMatcher;
  /** What was applied last. */
  readonly locks: LockView;
  /** Aborted when the client cancels the request. */
  readonly signal: AbortSignal;
  /** Milliseconds, for what may only take so long. */
  readonly now: () => number;
}

/** What says whether a pattern occurs in a text. In time that is linear in the text; throws for what is no RE2. */
export type RegexMatcher = (pattern: string) => (text: string) => boolean;
