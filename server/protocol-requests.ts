import { CancellationToken, type Connection } from 'vscode-languageserver/node';
import {
  protocolMethods,
  type CompileParams,
  type CompileResult,
  type DecompileParams,
  type SpecsResult,
} from '../core/protocol';
import type { FeatureContext } from './context';
import type { Documents } from './documents';
import { offsetOf } from './features';
import { InvalidRequest, type Runner } from './runner';
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
export function offerProtocol(connection: Connection, runner: Runner, parts: ProtocolParts): void {
  connection.onRequest(protocolMethods.compile, (params: CompileParams, token: CancellationToken) =>
    runner.request(protocolMethods.compile, token, () => compile(params, parts)),
  );
  connection.onRequest(protocolMethods.decompile, ({ triggers }: DecompileParams, token: CancellationToken) =>
    runner.request(protocolMethods.decompile, token, () => decompileTriggers(triggers)),
  );
  // Without params the token comes first; clients that say `params: null` have it come second.
  connection.onRequest(protocolMethods.specs, (...given: (CancellationToken | null)[]) =>
    runner.request(
      protocolMethods.specs,
      given.at(-1) ?? CancellationToken.None,
      async (signal): Promise<SpecsResult> => {
        return { files: await parts.index.files(signal) };
      },
    ),
  );
}

async function compile(
  { textDocument: { uri }, position }: CompileParams,
  { documents, index, context, lockFor }: ProtocolParts,
): Promise<CompileResult> {
  const document = documents.get(uri);
  const address = lockFor(uri);
  const lock = address !== undefined && { lock: address };
  if (document?.kind !== 'spec') {
    const closed = await index.file(uri);
    if (!closed) throw new InvalidRequest(`${uri} is no spec that is open or in the workspace.`);
    return { version: null, automations: closed.automations, ...lock };
  }
  const offset = position && offsetOf(document, position);
  const { texts, options } = context(uri);
  return {
    version: document.version,
    automations: compileDocument(document, document.spec(options), texts, offset),
    ...lock,
  };
}
