import { effectiveEntries } from '../../core/spec/analysis/fields';
import { replaceScalar } from '../../core/spec/edit/scalar';
import { parseYaml } from '../../core/spec/yaml/parse';
import type { YamlNode } from '../../core/spec/yaml/tree';
import { dereference, keyText } from '../../core/spec/yaml/value';
import type { Range, TextEdit } from '../../core/text/range';
import type { TextSnapshot } from '../text-snapshot';
import { encodedPath } from './address';

/** What a file of unit tests says about specs. */
export interface TestFile {
  readonly document: TextSnapshot;
  /** The spec that it tests: its address, and where that stands. */
  readonly spec: { readonly uri: string; readonly range: Range } | undefined;
  /** Each place once, though aliases and merge keys may bring it into several tests. */
  readonly mentions: readonly TestMention[];
}

/** The name of an automation, where it is written. */
export interface TestMention {
  readonly name: string;
  readonly range: Range;
  /** Writes another one there. */
  readonly rename: (name: string) => TextEdit;
}

export function readTestFile(document: TextSnapshot): TestFile {
  const contents = parseYaml(document.text).documents[0]?.contents;
  const path = scalarOf(valueOf(contents, 'spec'));
  const tests = valueOf(contents, 'tests');
  const names = (tests?.kind === 'seq' ? tests.items : []).flatMap(
    (test) => scalarOf(valueOf(test, 'automation')) ?? [],
  );
  const mentions = [...new Set(names)].map((name) => ({
    name: name.text,
    range: { start: name.start, end: name.end },
    rename: (newName: string) => replaceScalar(document.text, name, newName),
  }));
  return {
    document,
    spec: path && { uri: resolvePath(document.uri, path.text), range: { start: path.start, end: path.end } },
    mentions,
  };
}

function valueOf(node: YamlNode | undefined, name: string): YamlNode | undefined {
  const map = node && dereference(node);
  const entries = map?.kind === 'map' ? effectiveEntries(map) : [];
  const entry = entries.find(({ key }) => keyText(key) === name);
  return entry && dereference(entry.value);
}

function scalarOf(node: YamlNode | undefined): (YamlNode & { kind: 'scalar' }) | undefined {
  return node?.kind === 'scalar' && node.text !== '' ? node : undefined;
}

/** A path relative to the file that names it, as an address. */
function resolvePath(from: string, path: string): string {
  try {
    return new URL(encodedPath(path), from).href;
  } catch {
    return path;
  }
}
