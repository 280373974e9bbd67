import type { Automation } from '../../../core/automation';
import { printEventFilter } from '../../../core/filter/compile';
import { printJson } from '../../../core/json/print';
import type { JsonValue } from '../../../core/json/value';
import { message } from '../../../core/l10n/message';
import { columnOf, newlineOf } from '../../../core/spec/edit/insert';
import type { SpecEntry } from '../../../core/spec/entry';
import { printFlow } from '../../../core/spec/yaml/print';
import type { TextEdit } from '../../../core/text/range';
import type { ActionSite } from './code-actions';
import { isNamed, writeScope, type NamedScope } from './named-scope';
import type { Refactoring } from './refactorings';
import { entryOf } from './selected';

/** Entries that differ in nothing but their scope become one with `scopes`. */
export function mergeIntoScopes(site: ActionSite): Refactoring[] {
  const entry = entryOf(site);
  const own = entry && single(entry);
  if (!entry || !own) return [];
  const like = likeness(own);
  const alike = site.spec.entries.flatMap((each) => {
    const other = each.document === entry.document ? single(each) : undefined;
    return other && likeness(other) === like ? [{ entry: each, scope: other.scope }] : [];
  });
  const [first, ...rest] = alike;
  const removals = rest.flatMap((each) => itemRemoval(each.entry) ?? []);
  if (!first || rest.length === 0 || removals.length < rest.length) return [];
  return [
    {
      title: message('Make one automation with "scopes" of these {0}', alike.length),
      kind: 'refactor.rewrite',
      edits: [
        ...writeScopes(
          first.entry,
          alike.map(({ scope }) => scope),
        ),
        ...removals,
      ],
    },
  ];
}

type Single = Automation & { readonly scope: NamedScope };

/** The only automation of an entry that has a scope of its own. */
function single(entry: SpecEntry): Single | undefined {
  const [only, ...others] = entry.automations;
  const automation = only?.automation;
  if (!automation || others.length > 0 || automation.id !== undefined) return undefined;
  const { scope } = automation;
  return entry.analysis.fields.has('scope') && isNamed(scope) ? { ...automation, scope } : undefined;
}

/** The same text for automations that are the same but for their scope. */
function likeness({ name, description, enabled, previousName, event, action }: Automation): string {
  const rest = { name, description, enabled, previousName, action };
  const told = Object.entries(rest).filter(([, value]) => value !== undefined);
  return `${event.wireType} ${printEventFilter(event.filter)} ${printJson(Object.fromEntries(told) as unknown as JsonValue)}`;
}

/** `scopes` in the place of `scope`. */
function writeScopes(entry: SpecEntry, scopes: readonly NamedScope[]): readonly TextEdit[] {
  const field = entry.analysis.fields.get('scope');
  if (!field) return [];
  const { start } = field.keyNode;
  const indent = newlineOf(entry.source) + ' '.repeat(columnOf(entry.source, start) + 2);
  const newText = `scopes:${scopes.map((scope) => `${indent}- ${printFlow(writeScope(scope))}`).join('')}`;
  return [{ range: entry.shift({ start, end: field.node.end }), newText }];
}

/** Takes a whole list item out, with the comments before it. Undefined where the file isn't cut at its items. */
function itemRemoval({ place, source }: SpecEntry): TextEdit | undefined {
  if (!/^(?:[ \t]*(?:#.*)?\r?\n)*[ ]*-/.test(source)) return undefined;
  return { range: { start: place.start, end: place.start + source.length }, newText: '' };
}
