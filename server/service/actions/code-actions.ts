import type {
  CodeAction,
  CodeActionContext,
  Diagnostic,
  Range as LspRange,
} from 'vscode-languageserver/node';
import type { SpecDocument } from '../../../core/spec/document';
import type { Range } from '../../../core/text/range';
import type { FeatureContext } from '../../context';
import type { OpenDocument } from '../../open-document';
import { fixAll } from './fix-all';
import { organize } from './organize';
import { quickFixes } from './quick-fixes';
import { refactorings } from './refactorings';
import { topMap, type TopMap } from './top-map';

/** What an action is made from. */
export class ActionSite {
  private readTop: { readonly top: TopMap | undefined } | undefined;

  constructor(
    readonly document: OpenDocument,
    readonly spec: SpecDocument,
    /** What is selected. */
    readonly range: Range,
    /** Problems that the client shows there. */
    readonly diagnostics: readonly Diagnostic[],
    readonly context: FeatureContext,
  ) {}

  /** The top of the document that the selection begins in, read when it is first asked for. */
  get top(): TopMap | undefined {
    this.readTop ??= { top: topMap(this.spec, this.range.start) };
    return this.readTop.top;
  }
}

/** Ways to mend, change or tidy up what is selected, of the kinds that are wanted. */
export function codeActions(
  document: OpenDocument,
  range: LspRange,
  { only, diagnostics }: CodeActionContext,
  context: FeatureContext,
): CodeAction[] {
  if (!context.client.codeActionLiterals) return [];
  const wanted = (kind: string): boolean =>
    only ? only.some((each) => kind === each || kind.startsWith(`${each}.`)) : !kind.startsWith('source.');
  const spec = document.spec(context.options);
  const start = document.offsetAt(range.start);
  const site = new ActionSite(
    document,
    spec,
    { start, end: document.offsetAt(range.end) },
    diagnostics,
    context,
  );
  return [
    ...(wanted('quickfix') ? quickFixes(site) : []),
    ...(['rewrite', 'extract', 'inline', 'move'].some((kind) => wanted(`refactor.${kind}`))
      ? refactorings(site, wanted)
      : []),
    ...(wanted('source.fixAll.wandbAutomations') ? fixAll(site) : []),
    ...(wanted('source.organize.wandbAutomations') ? organize(site) : []),
  ];
}
