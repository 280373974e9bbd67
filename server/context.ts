import type { ServerSettings } from '../core/protocol';
import type { ClientFeatures } from './client-features';
import type { RemoteFacts } from './remote/facts';
import type { Texts } from './texts';

/** What a feature may ask besides its document. */
export interface FeatureContext {
  readonly client: ClientFeatures;
  readonly texts: Texts;
  readonly settings: ServerSettings;
  readonly facts: RemoteFacts;
  /** Aborted when the client cancels the request. */
  readonly signal: AbortSignal;
}
