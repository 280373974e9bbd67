import type {
  CodeAction,
  CodeActionParams,
  CodeLens,
  CodeLensParams,
  CompletionList,
  CompletionParams,
  DefinitionParams,
  DocumentFormattingParams,
  DocumentHighlight,
  DocumentHighlightParams,
  DocumentLink,
  DocumentLinkParams,
  DocumentOnTypeFormattingParams,
  DocumentSymbol,
  DocumentSymbolParams,
  FoldingRange,
  FoldingRangeParams,
  Hover,
  HoverParams,
  InlayHint,
  InlayHintParams,
  Location,
  PrepareRenameParams,
  Range as LspRange,
  ReferenceParams,
  RenameParams,
  SelectionRange,
  SelectionRangeParams,
  SemanticTokens,
  SemanticTokensParams,
  SemanticTokensRangeParams,
  SignatureHelp,
  SignatureHelpParams,
  SymbolInformation,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { ValueType } from '../core/catalog/keys';
import { configShape } from '../core/catalog/keys-config';
import type { Problem } from '../core/problem';
import type { FileKind } from '../core/spec/file-kind';
import type { Range } from '../core/text/range';
import type { FeatureContext } from './context';
import type { OpenDocument } from './open-document';
import type { DocumentParams } from './params';
import { codeActions } from './service/actions/code-actions';
import { codeLenses } from './service/code-lenses';
import { complete, type Completion } from './service/completion/complete';
import { completionList } from './service/completion/items';
import { ruleNamesAt } from './service/completion/rule-names';
import { foldingRanges } from './service/folding';
import { format, indentNewLine } from './service/formatting';
import { hover } from './service/hover/hover';
import { inlayHints } from './service/inlay-hints';
import { specLinks, testLinks } from './service/links';
import { definition, highlights, references } from './service/navigation';
import { remoteFindings } from './service/remote-problems/remote-problems';
import { prepareRename, prepareRenameInTest, rename, renameInTest, type Renamed } from './service/rename';
import { selectionRange } from './service/selection';
import { semanticTokens } from './service/semantic-tokens';
import { signatureHelp } from './service/signature';
import { documentSymbols } from './service/symbols';
import { definitionInTest, highlightsInTest, referencesInTest } from './service/test-navigation';
import { readTestFile } from './workspace/test-file';

/** Method → its params and its result. The result for documents that a feature isn't for is null. */
interface Requests {
  'textDocument/codeAction': [CodeActionParams, CodeAction[]];
  'textDocument/codeLens': [CodeLensParams, CodeLens[]];
  'textDocument/completion': [CompletionParams, CompletionList];
  'textDocument/definition': [DefinitionParams, Location | Location[] | null];
  'textDocument/documentHighlight': [DocumentHighlightParams, DocumentHighlight[]];
  'textDocument/documentLink': [DocumentLinkParams, DocumentLink[]];
  'textDocument/documentSymbol': [DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[]];
  'textDocument/foldingRange': [FoldingRangeParams, FoldingRange[]];
  'textDocument/formatting': [DocumentFormattingParams, TextEdit[]];
  'textDocument/hover': [HoverParams, Hover | null];
  'textDocument/inlayHint': [InlayHintParams, InlayHint[]];
  'textDocument/onTypeFormatting': [DocumentOnTypeFormattingParams, TextEdit[]];
  'textDocument/prepareRename': [PrepareRenameParams, Renamed | null];
  'textDocument/references': [ReferenceParams, Location[]];
  'textDocument/rename': [RenameParams, WorkspaceEdit | null];
  'textDocument/selectionRange': [SelectionRangeParams, SelectionRange[]];
  'textDocument/semanticTokens/full': [SemanticTokensParams, SemanticTokens];
  'textDocument/semanticTokens/range': [SemanticTokensRangeParams, SemanticTokens];
  'textDocument/signatureHelp': [SignatureHelpParams, SignatureHelp | null];
}

/** One request about a document of ours, and what answers it. */
export interface Feature {
  readonly method: string;
  readonly kinds: readonly FileKind[];
  readonly answer: (document: OpenDocument, params: DocumentParams, context: FeatureContext) => unknown;
}

type Answer<Method extends keyof Requests> = (
  document: OpenDocument,
  params: Requests[Method][0],
  context: FeatureContext,
) => Requests[Method][1] | Promise<Requests[Method][1]>;

function feature<Method extends keyof Requests>(
  method: Method,
  answer: Answer<Method>,
  kinds: readonly FileKind[] = ['spec'],
): Feature {
  // The connection gives what the client sent: the method says which params these are.
  return { method, kinds, answer: answer };
}

const specFeatures: readonly Feature[] = [
  feature('textDocument/codeAction', (document, { range, context: wanted }, context) =>
    codeActions(document, range, wanted, context),
  ),
  feature('textDocument/codeLens', (document, _, context) =>
    codeLenses(document, document.spec(context.options), context),
  ),
  feature('textDocument/documentSymbol', (document, _, context) =>
    documentSymbols(document, document.spec(context.options), context),
  ),
  feature('textDocument/foldingRange', (document, _, context) =>
    foldingRanges(document, document.spec(context.options)),
  ),
  feature('textDocument/inlayHint', (document, { range }, context) =>
    inlayHints(document, document.spec(context.options), offsetsOf(document, range), context),
  ),
  feature('textDocument/selectionRange', (document, { positions }, context) => {
    const spec = document.spec(context.options);
    return positions.map((position) => selectionRange(document, spec, document.offsetAt(position)));
  }),
  feature('textDocument/semanticTokens/full', (document, _, context) =>
    semanticTokens(document, document.spec(context.options)),
  ),
  feature('textDocument/semanticTokens/range', (document, { range }, context) =>
    semanticTokens(document, document.spec(context.options), offsetsOf(document, range)),
  ),
  feature('textDocument/signatureHelp', (document, { position }, context) =>
    signatureHelp(document.spec(context.options), document.offsetAt(position), context),
  ),
];

const configType: ValueType = { kind: 'mapping', shape: configShape };

function completeSpec(
  document: OpenDocument,
  offset: number,
  context: FeatureContext,
): Completion | Promise<Completion> {
  const spec = document.spec(context.options);
  const remote = (): readonly Problem[] => remoteFindings(document, spec, context);
  return ruleNamesAt(document, spec, offset, remote, context) ?? complete(spec, offset, context);
}

/** What has more than one kind of file to do with. */
const sharedFeatures: readonly Feature[] = [
  feature(
    'textDocument/completion',
    async (document, { position }, context) => {
      const offset = document.offsetAt(position);
      const found =
        document.kind === 'config'
          ? (ruleNamesAt(document, document.config, offset, () => [], context) ??
            (await complete(document.config, offset, context, () => configType)))
          : await completeSpec(document, offset, context);
      return completionList(found, document, context);
    },
    ['spec', 'config'],
  ),
  feature(
    'textDocument/hover',
    (document, { position }, context) => hover(document, document.offsetAt(position), context),
    ['spec', 'config'],
  ),
  feature(
    'textDocument/formatting',
    (document, _, context) => (context.settings.format?.enabled === false ? [] : format(document)),
    ['spec', 'test', 'config'],
  ),
  feature(
    'textDocument/onTypeFormatting',
    (document, { position, options }, context) =>
      indentNewLine(document, position, options, (offset) =>
        document.kind === 'spec'
          ? document.spec(context.options).excerptAt(offset)
          : { text: document.text, offset },
      ),
    ['spec', 'test', 'config'],
  ),
];

/** What leads from specs to their tests and back. */
const navigationFeatures: readonly Feature[] = [
  feature(
    'textDocument/definition',
    (document, { position }, context) => {
      const offset = document.offsetAt(position);
      return document.kind === 'test'
        ? definitionInTest(readTestFile(document), offset, context)
        : definition(document, document.spec(context.options), offset, context);
    },
    ['spec', 'test'],
  ),
  feature(
    'textDocument/documentHighlight',
    (document, { position }, context) => {
      const offset = document.offsetAt(position);
      return document.kind === 'test'
        ? highlightsInTest(readTestFile(document), offset)
        : highlights(document, document.spec(context.options), offset);
    },
    ['spec', 'test'],
  ),
  feature(
    'textDocument/documentLink',
    (document, _, context) =>
      document.kind === 'test'
        ? testLinks(readTestFile(document), context)
        : specLinks(document, document.spec(context.options), context),
    ['spec', 'test'],
  ),
  feature(
    'textDocument/prepareRename',
    (document, { position }, context) => {
      const offset = document.offsetAt(position);
      return document.kind === 'test'
        ? prepareRenameInTest(readTestFile(document), offset)
        : prepareRename(document, document.spec(context.options), offset);
    },
    ['spec', 'test'],
  ),
  feature(
    'textDocument/references',
    (document, { position, context: { includeDeclaration } }, context) => {
      const offset = document.offsetAt(position);
      return document.kind === 'test'
        ? referencesInTest(readTestFile(document), offset, includeDeclaration, context)
        : references(document, document.spec(context.options), offset, includeDeclaration, context);
    },
    ['spec', 'test'],
  ),
  feature(
    'textDocument/rename',
    (document, { position, newName }, context) => {
      const offset = document.offsetAt(position);
      return document.kind === 'test'
        ? renameInTest(readTestFile(document), offset, newName, context)
        : rename(document, document.spec(context.options), offset, newName, context);
    },
    ['spec', 'test'],
  ),
];

export const features: readonly Feature[] = [...specFeatures, ...navigationFeatures, ...sharedFeatures];

function offsetsOf(document: OpenDocument, { start, end }: LspRange): Range {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}
