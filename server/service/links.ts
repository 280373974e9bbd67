import type { DocumentLink } from 'vscode-languageserver/node';
import { message } from '../../core/l10n/message';
import type { SpecDocument } from '../../core/spec/document';
import type { FeatureContext } from '../context';
import { isWebAddress } from './markdown';
import { testUses } from './navigation';
import type { TextSnapshot } from '../text-snapshot';
import type { TestFile } from '../workspace/test-file';

/** From a scope to its page on W&B, where the server told which that is; from an automation to the first test that names it. */
export async function specLinks(
  document: TextSnapshot,
  spec: SpecDocument,
  context: FeatureContext,
): Promise<DocumentLink[]> {
  const pages = pageLinks(document, spec, context);
  await context.workspace.ready(context.signal);
  return [...pages, ...linksToTests(document, spec, context)];
}

function pageLinks(
  document: TextSnapshot,
  spec: SpecDocument,
  { facts, texts }: FeatureContext,
): DocumentLink[] {
  const linked = new Set<number>();
  return spec.scopes.flatMap(({ scope, range }) => {
    const fact = facts.get('scope', { scope });
    // What aliases stand for is linked once, where it is written.
    if (!fact.known || !fact.value || !isWebAddress(fact.value.url) || linked.has(range.start)) return [];
    linked.add(range.start);
    const tooltip = texts.say(message('Open in W&B'));
    return [{ range: document.toRange(range), target: fact.value.url, tooltip }];
  });
}

function linksToTests(
  document: TextSnapshot,
  spec: SpecDocument,
  { workspace, texts }: FeatureContext,
): DocumentLink[] {
  return spec.entries.flatMap(({ name, selectionRange }) => {
    const [first] = name === undefined ? [] : testUses(document.uri, name, workspace);
    if (!first) return [];
    const { line, character } = first.range.start;
    // As VS Code reads places in addresses; others take the file.
    const target = `${first.uri}#L${line + 1},${character + 1}`;
    return [
      { range: document.toRange(selectionRange), target, tooltip: texts.say(message('Open its test')) },
    ];
  });
}

/** From a test to its spec. */
export function testLinks({ document, spec }: TestFile, { texts }: FeatureContext): DocumentLink[] {
  if (!spec) return [];
  return [
    { range: document.toRange(spec.range), target: spec.uri, tooltip: texts.say(message('Open the spec')) },
  ];
}
