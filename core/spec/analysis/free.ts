import { JsonNumber, type JsonObject, type JsonValue } from '../../json/value';
import { message } from '../../l10n/message';
import { quoted } from '../yaml/quote';
import { colonIsMissing } from '../yaml/compose-block';
import { NonFinite, type YamlEntry, type YamlNode } from '../yaml/tree';
import { dereference, keyText, scalarValue } from '../yaml/value';
import { effectiveEntries, type YamlValue } from './fields';
import type { Findings } from './findings';

/** Values that one mapping may have after aliases are written out; a "billion laughs" stops here. */
const MAX_VALUES = 50_000;
const MAX_LEVELS = 200;

/** A mapping with any keys as JSON, aliases and merges written out. What JSON can't hold is reported. */
export function readFree(value: YamlValue, findings: Findings): JsonObject | undefined {
  if (value.kind !== 'map') {
    findings.add('wrong-type', value, message('This must be a mapping.'));
    return undefined;
  }
  return toJsonObject(value, findings);
}

/**
 * Like {@link readFree}, for a node that is known to be a mapping. With `keepNonFinite`, `.nan` and `.inf` come as
 * `JsonNumber('NaN')` and `JsonNumber('Infinity')` instead of being reported.
 */
export function toJsonObject(
  node: YamlValue & { kind: 'map' },
  findings: Findings,
  keepNonFinite = false,
): JsonObject | undefined {
  const reader = new FreeReader(findings, keepNonFinite);
  const json = reader.value(node, 0);
  if (reader.exhausted) {
    findings.add(
      'yaml-syntax',
      node,
      message('Written out, the aliases in here make more than {0} values.', MAX_VALUES),
    );
  }
  return reader.broken || reader.exhausted ? undefined : (json as JsonObject);
}

class FreeReader {
  broken = false;
  exhausted = false;
  private count = 0;

  constructor(
    private readonly findings: Findings,
    private readonly keepNonFinite: boolean,
  ) {}

  value(node: YamlNode, level: number): JsonValue {
    const value = dereference(node);
    if (!value) this.broken = true;
    if (!value || this.exhausted) return null;
    if (++this.count > MAX_VALUES || level > MAX_LEVELS) {
      this.exhausted = true;
      return null;
    }
    switch (value.kind) {
      case 'seq':
        return value.items.map((item) => this.value(item, level + 1));
      case 'map': {
        const members = effectiveEntries(value).map(
          (entry) => [this.key(entry, value.flow), this.value(entry.value, level + 1)] as const,
        );
        return Object.fromEntries(members);
      }
      case 'scalar': {
        const meaning = scalarValue(value);
        if (!(meaning instanceof NonFinite)) return meaning;
        if (this.keepNonFinite)
          return new JsonNumber(
            /nan/i.test(meaning.text) ? 'NaN' : meaning.text.startsWith('-') ? '-Infinity' : 'Infinity',
          );
        this.broken = true;
        this.findings.add(
          'payload-non-finite',
          value,
          message('JSON has no {0}; write a number, text in quotes, or null.', value.text),
          {
            fixes: [quoted(value.text), 'null'].map((newText) => ({
              title: message('Change to {0}', newText),
              edits: [{ range: { start: value.start, end: value.end }, newText }],
            })),
          },
        );
        return null;
      }
    }
  }

  private key({ key: node, colon }: YamlEntry, inBrackets: boolean): string {
    const text = keyText(node);
    // To YAML its value is null, but whoever means that writes it.
    if (inBrackets && colon === undefined && text !== undefined)
      this.findings.add('wrong-type', node, colonIsMissing);
    if (text !== undefined) return text;
    this.broken = true;
    this.findings.add('wrong-type', node, message('A key must be text.'));
    return '';
  }
}
