import { automationShape } from '../../catalog/keys-automation';
import type { JsonValue } from '../../json/value';
import { message } from '../../l10n/message';
import type { Fix } from '../../problem';
import type { YamlMap } from '../yaml/tree';
import { insertionOf, type NewEntry } from '../edit/insert';
import type { Defaults } from './context';
import type { Fields } from './fields';
import type { Findings } from './findings';

/** What a missing key is filled with: a start, to be edited. */
const FILLINGS: Readonly<Record<string, JsonValue>> = {
  name: 'my-automation',
  scope: { project: 'my-team/finetune' },
  event: 'OnLinkArtifact',
  action: 'DoNothing',
};

/** Reports the required keys that an automation lacks, at its first key. */
export function missingKeys(map: YamlMap, fields: Fields, defaults: Defaults, findings: Findings): void {
  const required = automationShape.keys.filter(({ required: needed }) => needed).map(({ name }) => name);
  const missing = required.filter((name) => !fields.has(name));
  const hasScope = fields.has('scope') || fields.has('scopes') || defaults.scopes.state !== 'absent';
  if (!hasScope) missing.push('scope');
  const [first] = missing;
  if (first === undefined) return;
  const at = map.entries[0]?.key ?? map;
  for (const name of missing) {
    const all = missing.length > 1 ? [fillIn(map, missing, findings)] : [];
    const text =
      name === 'scope'
        ? message('An automation needs "scope" (here or in "defaults").')
        : message('An automation needs "{0}".', name);
    findings.add('missing-key', at, text, { fixes: [fillIn(map, [name], findings), ...all] });
  }
}

function fillIn(map: YamlMap, names: readonly string[], findings: Findings): Fix {
  const entries = names.map((name): NewEntry => ({ key: name, value: FILLINGS[name] ?? '', flow: true }));
  const [name = ''] = names;
  return {
    title: names.length === 1 ? message('Add "{0}"', name) : message('Add all missing keys'),
    edits: [insertionOf(findings.source, map, entries)],
    needsLook: true,
  };
}
