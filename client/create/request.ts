import type { AutomationsOf } from '../../core/api/client';
import type { CreateFilterTriggerInput, Trigger } from '../../core/api/model';
import { resolveReferences, withIds, type Destination } from '../../core/api/resolve';
import type { CompiledAutomation } from '../../core/protocol';
import { inWords, Refusal, unknownFact } from '../ui/failures';
import type { Connection } from '../session/session';

/** An automation without errors: what it is in words, and what is sent. */
export type SoundAutomation = Pick<
  CompiledAutomation,
  'scope' | 'event' | 'action' | 'enabled' | 'references'
> &
  /** Where it stands in the spec, and how else it may be called on the server. */
  Partial<Pick<CompiledAutomation, 'document' | 'index' | 'scopeIndex' | 'previousName'>> & {
    readonly id?: string | undefined;
    readonly input: NonNullable<CompiledAutomation['input']>;
  };

/** An automation of a spec with every name looked up: this is what the server gets. */
export interface Request {
  readonly compiled: SoundAutomation;
  readonly input: CreateFilterTriggerInput;
  /** The list in which it will be. */
  readonly of: AutomationsOf;
  /** The Slack channel or webhook as the server knows it; absent where there is none, or where the spec gives its id. */
  readonly destination?: Destination;
}

/**
 * Looks up what an automation names.
 * @throws {Refusal} when a name isn't there, or what {@link unknownFact} makes of one that can't be looked up
 */
export async function makeRequest(
  compiled: SoundAutomation,
  { catalog, account }: Connection,
  signal: AbortSignal,
): Promise<Request> {
  const resolved = await resolveReferences(compiled.references, catalog, account.host, signal);
  if ('problem' in resolved) {
    const { problem } = resolved;
    if (problem.reason !== undefined) throw unknownFact(problem.reason, account.host);
    throw new Refusal(inWords(problem.sentence));
  }
  const { ids, scope, destination } = resolved;
  const complete = withIds(compiled.input, ids);
  const { scopeID, scopeType } = complete;
  if (scopeID === null) throw new TypeError('The compiled automation names no scope.');
  const of: AutomationsOf = scope
    ? { entity: scope.entity }
    : scopeType === 'ARTIFACT_COLLECTION'
      ? { collectionId: scopeID }
      : { viewer: true };
  return { compiled, input: { ...complete, scopeID }, of, ...(destination && { destination }) };
}

/** What updates a saved automation as a whole: what the spec leaves out stays as it is on the server. */
export function completed(
  { compiled, input }: Request,
  { description, enabled }: Trigger,
): CreateFilterTriggerInput {
  return {
    ...input,
    enabled: compiled.enabled ?? enabled,
    ...(input.description === undefined && description !== null && { description }),
  };
}
