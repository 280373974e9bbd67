import type {
  CompletionItem,
  WorkspaceDiagnosticParams,
  WorkspaceSymbolParams,
} from 'vscode-languageserver/node';
import { protocolMethods, type CompileParams, type DecompileParams } from '../core/protocol';
import { InvalidRequest } from './runner';

/** What every request about a document says. */
export interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

/** Params of the methods that aren't about a document alone. */
interface OtherParams {
  readonly 'completionItem/resolve': CompletionItem;
  readonly 'workspace/diagnostic': WorkspaceDiagnosticParams;
  readonly 'workspace/symbol': WorkspaceSymbolParams;
  readonly [protocolMethods.compile]: CompileParams;
  readonly [protocolMethods.decompile]: DecompileParams;
  readonly [protocolMethods.specs]: unknown;
}

export type ParamsOf<Method extends string> = Method extends keyof OtherParams
  ? OtherParams[Method]
  : DocumentParams;

/** Is something that a client sent what it has to be? */
type Check = (given: unknown) => boolean;
type Members = Readonly<Record<string, Check>>;

const isText: Check = (given) => typeof given === 'string';
const isCount: Check = (given) => Number.isInteger(given) && Number(given) >= 0;
const isObject = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);
const isAnything: Check = () => true;

const listOf =
  (check: Check): Check =>
  (given) =>
    Array.isArray(given) && given.every(check);
const having =
  (members: Members): Check =>
  (given) =>
    isObject(given) && Object.entries(members).every(([name, check]) => check(given[name]));
const optional =
  (check: Check): Check =>
  (given) =>
    given === undefined || given === null || check(given);

const textDocument = having({ uri: isText });
const position = having({ line: isCount, character: isCount });
const range = having({ start: position, end: position });
const ofDocument = { textDocument };
const atPosition = { textDocument, position };
const inRange = { textDocument, range };

/** Method → what its params need to have. What else is in them is nobody's business here. */
const needed: Readonly<Record<string, Members>> = {
  'completionItem/resolve': { label: isText },
  'textDocument/codeAction': {
    ...inRange,
    context: having({ diagnostics: listOf(isObject), only: optional(listOf(isText)) }),
  },
  'textDocument/completion': atPosition,
  'textDocument/definition': atPosition,
  'textDocument/documentHighlight': atPosition,
  'textDocument/hover': atPosition,
  'textDocument/inlayHint': inRange,
  'textDocument/onTypeFormatting': { ...atPosition, options: having({ tabSize: isCount }) },
  'textDocument/prepareRename': atPosition,
  'textDocument/references': { ...atPosition, context: isObject },
  'textDocument/rename': { ...atPosition, newName: isText },
  'textDocument/selectionRange': { textDocument, positions: listOf(position) },
  'textDocument/semanticTokens/range': inRange,
  'textDocument/signatureHelp': atPosition,
  'workspace/diagnostic': { previousResultIds: listOf(having({ uri: isText, value: isText })) },
  'workspace/symbol': { query: isText },
  [protocolMethods.compile]: { textDocument, position: optional(position) },
  [protocolMethods.decompile]: { triggers: listOf(isAnything) },
  [protocolMethods.specs]: {},
};

/** @throws InvalidRequest for params that lack something that the method needs, or have something else in its place. */
export function checkParams(method: string, params: unknown): void {
  const members = Object.entries(needed[method] ?? ofDocument);
  const given = isObject(params) ? params : {};
  for (const [name, check] of members) {
    const member = given[name];
    if (check(member)) continue;
    const isMissing = member === undefined || member === null;
    throw new InvalidRequest(
      isMissing
        ? `"${name}" is missing.`
        : `Not what "${name}" has to be: ${JSON.stringify(member).slice(0, 200)}`,
    );
  }
}
