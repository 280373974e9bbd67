import { message } from '../../../core/l10n/message';
import { removeValue, setValue } from '../../../core/spec/edit/entry';
import { insertionOf } from '../../../core/spec/edit/insert';
import type { SpecEntry } from '../../../core/spec/entry';
import { removalOf } from '../../../core/spec/edit/remove';
import { scopeKey } from '../../../core/spec/scope-key';
import type { YamlMap } from '../../../core/spec/yaml/tree';
import { keyText } from '../../../core/spec/yaml/value';
import type { JsonObject } from '../../../core/json/value';
import type { TextEdit } from '../../../core/text/range';
import { topMap, type TopMap } from './top-map';
import type { ActionSite } from './code-actions';
import type { Refactoring } from './refactorings';
import { isNamed, writeScope, type NamedScope } from './named-scope';
import { entryOf, selectedField, touches } from './selected';

/** The scope that several automations of a set have goes to `defaults`. */
export function extractScope(site: ActionSite): Refactoring[] {
  const entry = entryOf(site);
  if (!entry || selectedField(site, entry) !== 'scope') return [];
  const scope = ownScope(entry);
  const top = topMap(site.spec, entry.range.start);
  if (!scope || !top || defaultsOf(top)?.entries.some(({ key }) => /^scopes?$/.test(keyText(key) ?? '')))
    return [];
  const others = site.spec.entries.filter((each) => each.document === entry.document);
  const alike = others.filter((each) => {
    const own = ownScope(each);
    return own && scopeKey(own) === scopeKey(scope);
  });
  // An automation without a scope would get one that it never had.
  if (
    alike.length < 2 ||
    others.some((each) => !each.analysis.fields.has('scope') && !each.analysis.fields.has('scopes'))
  )
    return [];
  return [
    {
      title: message('Move this scope of {0} automations to "defaults"', alike.length),
      kind: 'refactor.extract',
      edits: [
        addDefault(top, 'scope', writeScope(scope)),
        ...alike.flatMap((each) => removeValue(each, ['scope'])),
      ],
    },
  ];
}

/** The scope of `defaults` goes to the automations that it is for. */
export function inlineScope(site: ActionSite): Refactoring[] {
  const top = topMap(site.spec, site.range.start);
  const whole = top?.entry('defaults');
  const defaults = top && defaultsOf(top);
  const member = defaults?.entries.find(({ key }) => keyText(key) === 'scope');
  if (
    !top ||
    !whole ||
    !member ||
    !touches(site, top.toFile({ start: member.key.start, end: member.value.end }))
  )
    return [];
  const here = top.toFile(whole.key).start;
  const document = site.spec.entries.find(({ range }) => range.start > here)?.document;
  const receivers = site.spec.entries.filter(
    (each) =>
      each.document === document && !each.analysis.fields.has('scope') && !each.analysis.fields.has('scopes'),
  );
  const scope = receivers[0]?.analysis.scopes?.list[0]?.scope;
  if (!isNamed(scope)) return [];
  return [
    {
      title: message('Write this scope into the automations that it is for'),
      kind: 'refactor.inline',
      edits: [
        top.moved(removalOf(top.source, defaults?.entries.length === 1 ? whole : member)),
        ...receivers.flatMap((each) => setValue(each, ['scope'], writeScope(scope))),
      ],
    },
  ];
}

function ownScope(entry: SpecEntry): NamedScope | undefined {
  const scope = entry.analysis.fields.has('scope') ? entry.analysis.scopes?.list[0]?.scope : undefined;
  return isNamed(scope) ? scope : undefined;
}

function defaultsOf({ map }: TopMap): YamlMap | undefined {
  const value = map.entries.find(({ key }) => keyText(key) === 'defaults')?.value;
  return value?.kind === 'map' ? value : undefined;
}

function addDefault(top: TopMap, key: string, value: JsonObject): TextEdit {
  const defaults = defaultsOf(top);
  if (defaults) return top.moved(insertionOf(top.source, defaults, [{ key, value, flow: true }]));
  const list = top.entry('automations');
  const at = list?.key.start ?? 0;
  return top.moved({ range: { start: at, end: at }, newText: top.printed('defaults', { [key]: value }) });
}
