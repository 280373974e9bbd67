import type { ScopeKind } from '../../automation';
import { isRegistryProject } from '../../catalog/scopes';
import { message } from '../../l10n/message';
import type { Fix, Problem } from '../../problem';
import type { Range } from '../../text/range';
import { removalOf } from '../edit/remove';
import { scalarText } from '../yaml/quote';
import type { YamlEntry, YamlMap, YamlNode } from '../yaml/tree';
import { keyText } from '../yaml/value';
import type { Fields, YamlValue } from './fields';
import { fix, type Findings } from './findings';

/** Ways out of a scope with two keys: one of them, or both as a list, where `keyRange` is that of `scope`. */
export function tooManyKeys(
  names: readonly string[],
  fields: Fields,
  node: YamlNode,
  keyRange: Range | undefined,
  { source }: Findings,
): readonly Fix[] {
  const keepOnly = names.map((name) => ({
    title: message('Keep only "{0}"', name),
    edits: [...fields.values()]
      .filter((field) => field.key.name !== name)
      .map(({ entry }) => removalOf(source, entry)),
  }));
  const list = node.kind === 'map' && node.entries.length === names.length ? asList(node, source) : [];
  if (list.length === 0 || !keyRange) return keepOnly;
  const rename = { range: keyRange, newText: 'scopes' };
  return [...keepOnly, { title: message('Change to "{0}"', 'scopes'), edits: [rename, ...list] }];
}

/** Each entry of a mapping as an item of a list. */
function asList({ entries, flow, start, end, anchor, tag }: YamlMap, source: string): Fix['edits'] {
  const written = entries.map(({ key, value }) => source.slice(key.start, value.end));
  if (anchor || tag || /[\r\n]/.test(flow ? source.slice(start, end) : written.join(''))) return [];
  if (flow) return [{ range: { start, end }, newText: `[${written.map((one) => `{${one}}`).join(', ')}]` }];
  return entries.map(({ key }) => ({ range: { start: key.start, end: key.start }, newText: '- ' }));
}

/** What else a project may be given by: an entity of its own key, or that of the configuration. */
export function ownerFix(
  kind: ScopeKind,
  text: string,
  { start, end }: YamlValue,
  owner: { readonly entry?: YamlEntry; readonly name?: string },
  { source }: Findings,
): Pick<Problem, 'fixes'> {
  const { entry, name } = owner;
  if (kind !== 'project' || name === undefined || text === '' || text.includes('/')) return {};
  const newText = `${name}/${text}`;
  return fix(
    message('Change to "{0}"', newText),
    { range: { start, end }, newText: scalarText(newText, { flow: true }) },
    ...(entry ? [removalOf(source, entry)] : []),
  );
}

/** The owner of a project that somebody wrote under a key of its own: `{entity: team, project: finetune}`. */
export function writtenOwner({
  entries,
}: YamlMap): { readonly entry: YamlEntry; readonly name: string } | undefined {
  const entry = entries.find(({ key }) => keyText(key) === 'entity');
  const project = entries.find(({ key }) => keyText(key) === 'project')?.value;
  if (project?.kind !== 'scalar' || !isPart(project.text)) return undefined;
  const value = entry?.value;
  return entry && value?.kind === 'scalar' && isPart(value.text) ? { entry, name: value.text } : undefined;
}

const isPart = (text: string): boolean => /^[^/]+$/.test(text);

/** First parts of addresses that name no entity, and second ones that name no project. */
const NO_ENTITY = /^(?:api|authorize|home|login|orgs|registry|settings|site|signup)$/;
const NO_PROJECT = /^(?:artifacts|automations|billing|members|profile|projects|registry|reports|settings)$/;

/** The project or collection that a page of W&B is about, if `text` is its address. */
export function scopeOfAddress(
  text: string,
): { readonly kind: ScopeKind; readonly path: string } | undefined {
  const [, path] = /^https?:\/\/[^/\s]+\/([^?#\s]+)/.exec(text) ?? [];
  const [entity = '', project = '', page, , collection] = (path ?? '').split('/');
  const parts = [entity, project].map(decoded);
  if (parts.some((part) => part === '' || /[/\\#?%:\s]/.test(part)) || isRegistryProject(project))
    return undefined;
  if (NO_ENTITY.test(entity) || NO_PROJECT.test(project)) return undefined;
  return page === 'artifacts' && collection
    ? { kind: 'collection', path: [...parts, decoded(collection)].join('/') }
    : { kind: 'project', path: parts.join('/') };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
