import { protocolMethods, type CompileParams, type CompileResult, type SpecsResult } from '../core/protocol';
import { isServerDocument } from '../core/server-document';
import type { FeatureContext } from './context';
import type { Documents } from './documents';
import type { Requests } from './requests';
import { InvalidRequest } from './runner';
import { compileDocument, decompileTriggers } from './service/compile';
import type { SpecIndex } from './workspace/spec-index';

interface ProtocolParts {
  readonly documents: Documents;
  readonly index: SpecIndex;
  readonly context: (uri: string) => FeatureContext;
  /** Address of the lock file for a spec. */
  readonly lockFor: (uri: string) => string | undefined;
}

/** Answers what is no part of LSP. */
export function offerProtocol(requests: Requests, parts: ProtocolParts): void {
  requests.on(protocolMethods.compile, (params, signal) => compile(params, parts, signal));
  requests.on(protocolMethods.decompile, ({ triggers }) => decompileTriggers(triggers));
  requests.on(protocolMethods.specs, async (_, signal): Promise<SpecsResult> => {
    return { files: await parts.index.files(signal) };
  });
}

async function compile(
  { textDocument: { uri }, position }: CompileParams,
  { documents, index, context, lockFor }: ProtocolParts,
  signal: AbortSignal,
): Promise<CompileResult> {
  // Other files of the workspace may have the same automations.
  if (!isServerDocument(uri)) await index.ready(signal);
  const document = documents.get(uri);
  const address = lockFor(uri);
  const lock = address !== undefined && { lock: address };
  if (document?.kind !== 'spec') {
    const closed = await index.file(uri);
    if (!closed) throw new InvalidRequest(`${uri} is no spec that is open or in the workspace.`);
    return { version: null, automations: closed.automations, ...lock };
  }
  const offset = position && document.offsetAt(position);
  const own = context(uri);
  return {
    version: document.version,
    automations: compileDocument(document, document.spec(own.options), own, offset),
    ...lock,
  };
}
