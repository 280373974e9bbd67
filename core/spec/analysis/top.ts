import { findKey } from '../../catalog/keys';
import { automationShape, documentShape, setShape } from '../../catalog/keys-automation';
import { JsonNumber } from '../../json/value';
import { message } from '../../l10n/message';
import { lineStart, newlineOf } from '../../text/lines';
import { mapToItem, mapToList } from '../edit/map-to-list';
import type { YamlMap, YamlNode } from '../yaml/tree';
import { dereference, keyText, scalarValue } from '../yaml/value';
import type { Defaults, DocumentKind, EntryOptions } from './context';
import { readDefaults } from './defaults';
import { lacksSign, readFields, unknownKey, valueOf, type Fields } from './fields';
import { Findings, fix, type Finding } from './findings';
import { partFix } from './mend-column';

/** What one piece of a document's top level says. */
export interface TopAnalysis {
  /** What `defaults` says; absent where it isn't in this piece. */
  readonly defaults?: Defaults;
  readonly findings: readonly Finding[];
  /** Those in `defaults`, which automations that lean on them have to answer for. */
  readonly inDefaults: readonly Finding[];
  /** Those about `version`, which every automation of the document has to answer for. */
  readonly inVersion: readonly Finding[];
}

/** What the pieces of a document's top level depend on besides themselves. */
export interface TopContext {
  readonly kind: DocumentKind;
  /** The document has entries, possibly in other units. */
  readonly hasEntries: boolean;
  readonly options: EntryOptions;
}

/** Analyses the top-level keys of a document, or a piece of them. */
export function analyseTop(
  node: YamlNode,
  source: string,
  { kind, hasEntries, options }: TopContext,
): TopAnalysis {
  const findings = new Findings(source);
  const value = dereference(node);
  if (value?.kind !== 'map') {
    if (kind !== 'blank') notAMapping(node, findings);
    return { findings: findings.list, inDefaults: [], inVersion: [] };
  }
  const fields = readTop(value, kind, hasEntries, findings);
  const beforeVersion = findings.list.length;
  checkVersion(fields, findings);
  const inVersion = findings.list.slice(beforeVersion);
  const field = kind === 'single' ? undefined : valueOf(fields, 'defaults', findings);
  if (!field) return { findings: findings.list, inDefaults: [], inVersion };
  const before = findings.list.length;
  const defaults = readDefaults(field.value, options, findings);
  return { defaults, findings: findings.list, inDefaults: findings.list.slice(before), inVersion };
}

function readTop(map: YamlMap, kind: DocumentKind, hasEntries: boolean, findings: Findings): Fields {
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
  } else if (automations && !hasEntries) {
    const field = valueOf(fields, 'automations', findings);
    if (field && field.value.kind !== 'seq')
      findings.add(
        'wrong-type',
        field.value,
        message('"automations" must be a list: every automation begins with "- ".'),
        listFix(field.node, findings),
      );
  }
  return fields;
}

/** One automation without its dash, or automations under their names, as a list. */
function listFix(node: YamlNode, { source }: Findings): Pick<Finding, 'fixes'> {
  if (node.kind !== 'map') return {};
  if (!node.flow && source.charAt(node.start) === '-') return partFix(source, node.start);
  const isAutomation = node.entries.some(({ key }) => findKey(automationShape, keyText(key) ?? ''));
  const edits = isAutomation ? mapToItem(source, node) : mapToList(source, node, 'name');
  return edits ? fix(message('Make it a list'), ...edits) : {};
}

const misplacedKey: typeof unknownKey = (name, entry, shape, findings, isThere) => {
  if (!findKey(automationShape, name)) return unknownKey(name, entry, shape, findings, isThere);
  findings.add(
    'unknown-key',
    entry.key,
    message('In a document with "automations", "{0}" belongs into one of them or into "defaults".', name),
  );
  return undefined;
};

function notAMapping(node: YamlNode, findings: Findings): void {
  const value = dereference(node);
  if (value && [automationShape, setShape].some((shape) => lacksSign(value, shape, findings))) return;
  if (value?.kind === 'seq' && !value.flow) {
    const at = lineStart(findings.source, node.start);
    findings.add(
      'wrong-type',
      { start: node.start, end: node.start + 1 },
      message('A list of automations stands under "automations:".'),
      {
        fixes: [
          {
            title: message('Insert "{0}"', 'automations:'),
            edits: [{ range: { start: at, end: at }, newText: `automations:${newlineOf(findings.source)}` }],
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
        // A longer text came here from somewhere else.
        ...(!(value.kind === 'scalar' && /^v?[\d.]*$/.test(value.text)) && { needsLook: true }),
      },
    ],
  });
}
