import { findKey } from '../../catalog/keys';
import { automationShape, documentShape, setShape } from '../../catalog/keys-automation';
import { JsonNumber } from '../../json/value';
import { message } from '../../l10n/message';
import type { DocumentStructure, PlacedNode } from '../structure';
import type { PlacedUnit } from '../unit';
import type { YamlEntry, YamlMap } from '../yaml/tree';
import { dereference, scalarValue } from '../yaml/value';
import { noDefaults, type Defaults, type EntryOptions } from './context';
import { readDefaults } from './defaults';
import { readFields, unknownKey, valueOf, type Fields } from './fields';
import { Findings, type Finding } from './findings';

/** What stands at the top of a document: its defaults, and what is wrong there. */
export interface TopAnalysis {
  readonly defaults: Defaults;
  readonly findings: readonly { readonly place: PlacedUnit; readonly findings: readonly Finding[] }[];
  /** Those in `defaults`, which automations that lean on them have to answer for. */
  readonly inDefaults: readonly { readonly place: PlacedUnit; readonly finding: Finding }[];
}

/** Analyses the top-level keys of a document. */
export function analyseTop(structure: DocumentStructure, options: EntryOptions): TopAnalysis {
  let defaults = noDefaults;
  const inDefaults: { place: PlacedUnit; finding: Finding }[] = [];
  const findings = structure.top.map(({ place, node }) => {
    const found = new Findings(place.unit.text);
    const value = dereference(node);
    if (value?.kind !== 'map') {
      if (structure.kind !== 'blank') notAMapping({ place, node }, found);
      return { place, findings: found.list };
    }
    const fields = readTop(structure, value, found);
    checkVersion(fields, found);
    const field = structure.kind === 'single' ? undefined : valueOf(fields, 'defaults', found);
    if (field) {
      const before = found.list.length;
      defaults = readDefaults(field.value, options, found);
      for (const finding of found.list.slice(before)) inDefaults.push({ place, finding });
    }
    return { place, findings: found.list };
  });
  return { defaults, findings, inDefaults };
}

function readTop({ kind, entries }: DocumentStructure, map: YamlMap, findings: Findings): Fields {
  // The keys of a single automation are analysed with it; here only `version` counts.
  if (kind === 'single') return readFields(map, documentShape, new Findings(findings.source));
  const fields = readFields(map, setShape, findings, misplacedKey);
  const automations = fields.get('automations');
  if (kind === 'other') {
    findings.add(
      'missing-key',
      map.entries[0]?.key ?? map,
      message('The document has neither "automations" nor the keys of one automation.'),
    );
  } else if (automations && entries.length === 0) {
    const field = valueOf(fields, 'automations', findings);
    if (field && field.value.kind !== 'seq')
      findings.add(
        'wrong-type',
        field.value,
        message('"automations" must be a list: every automation begins with "- ".'),
      );
  }
  return fields;
}

function misplacedKey(name: string, entry: YamlEntry, shape: typeof setShape, findings: Findings): void {
  if (!findKey(automationShape, name)) {
    unknownKey(name, entry, shape, findings);
    return;
  }
  findings.add(
    'unknown-key',
    entry.key,
    message('In a document with "automations", "{0}" belongs into one of them or into "defaults".', name),
  );
}

function notAMapping({ place, node }: PlacedNode, findings: Findings): void {
  const value = dereference(node);
  if (value?.kind === 'seq' && !value.flow) {
    findings.add(
      'wrong-type',
      { start: node.start, end: node.start + 1 },
      message('A list of automations stands under "automations:".'),
      {
        fixes: [
          {
            title: message('Insert "{0}"', 'automations:'),
            edits: [
              {
                range: { start: lineStart(place, node.start), end: lineStart(place, node.start) },
                newText: 'automations:\n',
              },
            ],
          },
        ],
      },
    );
    return;
  }
  findings.add(
    'wrong-type',
    node,
    message('A spec is a mapping: "automations:" with a list, or the keys of one automation.'),
  );
}

const lineStart = ({ unit }: PlacedUnit, at: number): number => unit.text.lastIndexOf('\n', at - 1) + 1;

function checkVersion(fields: Fields, findings: Findings): void {
  const field = valueOf(fields, 'version', findings);
  if (!field) return;
  const { value } = field;
  const meaning = value.kind === 'scalar' ? scalarValue(value) : undefined;
  if (meaning instanceof JsonNumber && meaning.text === '1') return;
  findings.add('unsupported-version', value, message('Only version 1 of the format exists.'), {
    fixes: [
      {
        title: message('Change to {0}', '1'),
        edits: [{ range: { start: value.start, end: value.end }, newText: '1' }],
      },
    ],
  });
}
