import type { DocumentHighlight, Location } from 'vscode-languageserver/node';
import type { FeatureContext } from '../context';
import type { TestFile } from '../workspace/test-file';
import { holds, testUses } from './navigation';

/** The automation whose name in a test an offset is in. */
export function mentionInTest(
  { mentions }: TestFile,
  offset: number,
): TestFile['mentions'][number] | undefined {
  return mentions.find(({ range }) => holds(range, offset));
}

/** The automation that a test names, or the spec that it tests. */
export async function definitionInTest(
  test: TestFile,
  offset: number,
  { workspace, signal }: Pick<FeatureContext, 'workspace' | 'signal'>,
): Promise<Location | null> {
  const { spec } = test;
  if (!spec) return null;
  if (holds(spec.range, offset)) return { uri: spec.uri, range: { start: origin, end: origin } };
  const mention = mentionInTest(test, offset);
  if (!mention) return null;
  await workspace.ready(signal);
  return workspace.automation(spec.uri, mention.name) ?? null;
}

const origin = { line: 0, character: 0 };

/** The automation that a test names: where its spec has it, and all tests that name it. */
export async function referencesInTest(
  test: TestFile,
  offset: number,
  includeDeclaration: boolean,
  { workspace, signal }: Pick<FeatureContext, 'workspace' | 'signal'>,
): Promise<Location[]> {
  const { spec } = test;
  const mention = mentionInTest(test, offset);
  if (!spec || !mention) return [];
  await workspace.ready(signal);
  const declaration = includeDeclaration ? workspace.automation(spec.uri, mention.name) : undefined;
  return [...(declaration ? [declaration] : []), ...testUses(spec.uri, mention.name, workspace)];
}

/** All tests of a file that name the same automation. */
export function highlightsInTest(test: TestFile, offset: number): DocumentHighlight[] {
  const mention = mentionInTest(test, offset);
  return test.mentions
    .filter(({ name }) => name === mention?.name)
    .map(({ range }) => ({ range: test.document.toRange(range) }));
}
