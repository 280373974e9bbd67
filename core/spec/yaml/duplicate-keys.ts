import { message } from '../../l10n/message';
import type { Report } from './properties';
import type { YamlEntry, YamlNode } from './tree';
import { keyText } from './value';

/** Is it the key of a merge, `<<: *anchor`? It may stand in a mapping more than once. In quotes it is a key like any other. */
export function isMergeKey(key: YamlNode): boolean {
  return key.kind === 'scalar' && key.style === 'plain' && key.text === '<<' && !key.tag;
}

/** Reports keys that stand in one mapping twice. One set a mapping: the parser's own check compares each with each. */
export function checkDuplicates(entries: readonly YamlEntry[], report: Report): void {
  if (entries.length < 2) return;
  const seen = new Map<string, YamlEntry>();
  for (const entry of entries) {
    const name = keyText(entry.key);
    if (name === undefined || isMergeKey(entry.key)) continue;
    const first = seen.get(name);
    if (!first) {
      seen.set(name, entry);
      continue;
    }
    const { start, end } = entry.key;
    report(start, end, message('"{0}" stands here twice. Keep one of them.', name), {
      code: 'duplicate-key',
      related: {
        range: { start: first.key.start, end: first.key.end },
        message: message('It stands here first.'),
      },
      mend: { kind: 'remove-one', entries: [entry, first] },
    });
  }
}
