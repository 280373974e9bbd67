import { message } from '../../../core/l10n/message';
import { commentsIn } from '../../../core/spec/edit/comments';
import { addValue, commentsTaken, removeValue } from '../../../core/spec/edit/entry';
import { extentOf, removalWithComments } from '../../../core/spec/edit/remove';
import type { SpecEntry } from '../../../core/spec/entry';
import { scopeKey } from '../../../core/spec/scope-key';
import type { YamlMap, YamlNode } from '../../../core/spec/yaml/tree';
import { keyText } from '../../../core/spec/yaml/value';
import type { ActionSite } from './code-actions';
import { addDefault } from './defaults';
import { isNamed, writeScope, type NamedScope } from './named-scope';
import type { Refactoring } from './refactorings';
import { entryOf, selectedField, touches } from './selected';

/** The scope that several automations of a set have goes to `defaults`, with the comments on it. */
export function extractScope(site: ActionSite): Refactoring[] {
  const entry = entryOf(site);
  if (!entry || selectedField(site, entry) !== 'scope') return [];
  const scope = ownScope(entry);
  const { top } = site;
  if (!scope || !top?.entry('automations') || setsScope(top.entry('defaults')?.value)) return [];
  const others = site.spec.entries.filter((each) => each.document === entry.document);
  const alike = others.filter((each) => {
    const own = ownScope(each);
    return own && scopeKey(own) === scopeKey(scope);
  });
  // An automation without a scope would get one that it never had.
  if (alike.length < 2 || !others.every(hasOwnScope)) return [];
  const removals = alike.map((each) => ({ each, edits: removeValue(each, ['scope']) }));
  const comments = removals.flatMap(({ each, edits }) => commentsTaken(each, edits));
  const added = addDefault(top, {
    key: 'scope',
    value: writeScope(scope),
    above: [...new Set(comments)],
  });
  if (!added) return [];
  return [
    {
      title: message('Move this scope of {0} automations to "defaults"', alike.length),
      kind: 'refactor.extract',
      edits: [...added, ...removals.flatMap(({ edits }) => edits)],
    },
  ];
}

/** The scope of `defaults` goes to the automations that it is for, each with the comments on it. */
export function inlineScope({ top, spec, range }: ActionSite): Refactoring[] {
  const whole = top?.entry('defaults');
  const defaults = whole?.value.kind === 'map' ? whole.value : undefined;
  const member = defaults && scopeIn(defaults);
  if (!top || !whole || !member) return [];
  if (!touches({ range }, top.toFile({ start: member.key.start, end: member.value.end }))) return [];
  const here = top.toFile(whole.key).start;
  const document = spec.entries.find((each) => each.range.start > here)?.document;
  const receivers = spec.entries.filter((each) => each.document === document && !hasOwnScope(each));
  const scope = receivers[0]?.analysis.scopes?.list[0]?.scope;
  if (!isNamed(scope)) return [];
  const removal =
    defaults.entries.length === 1
      ? { range: extentOf(top.source, whole), newText: '' }
      : removalWithComments(top.source, top.comments, member);
  const above = commentsIn(top.source, top.comments, [removal.range]);
  return [
    {
      title: message('Write this scope into the automations that it is for'),
      kind: 'refactor.inline',
      edits: [
        top.moved(removal),
        ...receivers.flatMap((each) => addValue(each, { key: 'scope', value: writeScope(scope), above })),
      ],
    },
  ];
}

function ownScope(entry: SpecEntry): NamedScope | undefined {
  const scope = entry.analysis.fields.has('scope') ? entry.analysis.scopes?.list[0]?.scope : undefined;
  return isNamed(scope) ? scope : undefined;
}

const hasOwnScope = ({ analysis: { fields } }: SpecEntry): boolean =>
  fields.has('scope') || fields.has('scopes');

/** A value of `defaults` that has a scope. What an alias or a merge key brings in is tried by whoever offers the change. */
function setsScope(defaults: YamlNode | undefined): boolean {
  if (defaults?.kind !== 'map') return false;
  return defaults.entries.some(({ key }) => /^scopes?$/.test(keyText(key) ?? ''));
}

const scopeIn = ({ entries }: YamlMap): YamlMap['entries'][number] | undefined =>
  entries.find(({ key }) => keyText(key) === 'scope');
