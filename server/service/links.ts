import type { DocumentLink } from 'vscode-languageserver/node';
import { message } from '../../core/l10n/message';
import type { SpecDocument } from '../../core/spec/document';
import type { FeatureContext } from '../context';
import { isWebAddress } from './markdown';
import type { TextSnapshot } from '../text-snapshot';
import type { TestFile } from '../workspace/test-file';

/** From a scope to its page on W&B, where the server told which that is. */
export function specLinks(
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

/** From a test to its spec. */
export function testLinks({ document, spec }: TestFile, { texts }: FeatureContext): DocumentLink[] {
  if (!spec) return [];
  return [
    { range: document.toRange(spec.range), target: spec.uri, tooltip: texts.say(message('Open the spec')) },
  ];
}
