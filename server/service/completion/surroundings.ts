import type { ScopeKind } from '../../../core/automation';
import { findEvent, findEventByWireType, type EventEntry } from '../../../core/catalog/events';
import { findScope } from '../../../core/catalog/scopes';
import { effectiveEntries } from '../../../core/spec/analysis/fields';
import type { YamlMap, YamlNode, YamlSeq } from '../../../core/spec/yaml/tree';
import { dereference, keyText } from '../../../core/spec/yaml/value';
import type { Path, PlaceBase } from './place';

/** What the automation around a place says, as far as it is written: what else makes sense depends on it. */
export interface Surroundings {
  /** The automation's mapping. */
  readonly automation: YamlMap | undefined;
  /** The document's `defaults`. */
  readonly defaults: YamlMap | undefined;
  readonly event: EventEntry | undefined;
  /** Wire types that the event may have. */
  readonly wireTypes: readonly string[];
  readonly scopes: readonly WrittenScope[];
}

/** A scope as it is written: `{project: my-team/finetune}`. */
export interface WrittenScope {
  readonly kind: ScopeKind;
  readonly value: string;
}

export function surroundingsOf(path: Path, parents: readonly (YamlMap | YamlSeq)[]): Surroundings {
  const [root] = parents;
  const top = root?.kind === 'map' ? root : undefined;
  const inSet = path[0] === 'automations' || path[0] === 'defaults';
  const found = inSet ? parents[2] : top;
  const automation = found?.kind === 'map' ? found : undefined;
  const defaults = asMap(valueOf(top, 'defaults'));
  const type = typeText(valueOf(automation, 'event'));
  const event = type === undefined ? undefined : (findEvent(type) ?? findEventByWireType(type));
  const own = scopesOf(automation);
  return {
    automation,
    defaults,
    event,
    wireTypes: event?.wireTypes.map(({ name }) => name) ?? [],
    scopes: own.length > 0 ? own : scopesOf(defaults),
  };
}

/** Value of a key, merge keys and aliases resolved. */
export function valueOf(map: YamlMap | undefined, name: string): YamlNode | undefined {
  const entry = map && effectiveEntries(map).find(({ key }) => keyText(key) === name);
  return entry && dereference(entry.value);
}

export function textOf(map: YamlMap | undefined, name: string): string | undefined {
  const value = valueOf(map, name);
  return value?.kind === 'scalar' && value.text !== '' ? value.text : undefined;
}

/** The other items of the list that a place is an item of, as far as they are texts. */
export function itemsBeside({ path, parents }: Pick<PlaceBase, 'path' | 'parents'>): readonly string[] {
  const list = parents.at(-1);
  if (list?.kind !== 'seq') return [];
  return list.items.flatMap((item, index) => {
    const target = index === path.at(-1) ? undefined : dereference(item);
    return target?.kind === 'scalar' ? [target.text] : [];
  });
}

/** `event: OnRunMetric` and `event: {type: OnRunMetric}` say the same. */
function typeText(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : textOf(asMap(node), 'type');
}

function scopesOf(map: YamlMap | undefined): readonly WrittenScope[] {
  const scope = valueOf(map, 'scope');
  const scopes = valueOf(map, 'scopes');
  const written = [scope, ...(scopes?.kind === 'seq' ? scopes.items.map(dereference) : [])];
  return written.flatMap((node) => writtenScope(asMap(node)) ?? []);
}

function writtenScope(map: YamlMap | undefined): WrittenScope | undefined {
  for (const { key, value } of map ? effectiveEntries(map) : []) {
    const kind = findScope(keyText(key) ?? '')?.kind;
    const target = dereference(value);
    if (kind) return { kind, value: target?.kind === 'scalar' ? target.text : '' };
    if (keyText(key) === 'type' && target?.kind === 'scalar') {
      const byType = findScope(target.text)?.kind;
      if (byType) return { kind: byType, value: '' };
    }
  }
  return undefined;
}

function asMap(node: YamlNode | undefined): YamlMap | undefined {
  return node?.kind === 'map' ? node : undefined;
}
