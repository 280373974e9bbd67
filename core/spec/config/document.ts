import { configShape } from '../../catalog/keys-config';
import { message } from '../../l10n/message';
import type { Problem } from '../../problem';
import { noDefaults } from '../analysis/context';
import { Findings } from '../analysis/findings';
import type { Excerpt } from '../excerpt';
import { locationAt, type SpecLocation } from '../location';
import { IdentityTable } from '../identities';
import { collectProblems } from '../problems';
import { Unit } from '../unit';
import { contentsOf } from '../units';
import type { Config } from './config';
import { readConfig, type ConfigOptions } from './read-config';

/**
 * A configuration file as the language sees it, to be asked like a `SpecDocument`. Immutable. Offsets are UTF-16 code units of
 * {@link text}.
 */
export interface ConfigDocument {
  readonly text: string;
  /** What could be understood; the rest is as if it weren't there. */
  readonly config: Config;
  /** Everything that is wrong, in the order of the file, with the severities that the file itself asks for. */
  readonly problems: readonly Problem[];
  /** What stands, or may stand, at an offset. */
  locate(offset: number): SpecLocation;
  /** The whole file: it is short. */
  excerptAt(offset: number): Excerpt;
}

const noEntries = { entries: [], identities: new IdentityTable([]) };

/** Reads a configuration. Never throws, whatever the text. */
export function openConfigDocument(text: string, options: ConfigOptions = {}): ConfigDocument {
  const place = { start: 0, unit: new Unit(text) };
  const findings = new Findings(place.unit.text);
  const node = contentsOf(place.unit);
  const config = readConfig(node, findings, options);
  const second = place.unit.stream.documents[1];
  if (second)
    findings.add(
      'wrong-type',
      { start: second.start, end: second.start + 3 },
      message('A configuration is one document; nothing is read from here on.'),
    );
  const analysis = { findings: findings.list, inDefaults: [], inVersion: [] };
  const top = { pieces: [{ place, analysis }], defaults: noDefaults };
  const { all: problems } = collectProblems([place], noEntries, [top], config);
  const structure = { index: 0, kind: 'other', top: [{ place, node }], entries: [] } as const;
  return {
    text,
    config,
    problems,
    locate: (offset) =>
      locationAt(offset, { place, structure, shape: configShape, indexBase: 0, entryAt: () => undefined }),
    excerptAt: (offset) => ({ text, offset, toFile: (range) => range }),
  };
}
