import type { Automation } from '../../../core/automation';
import { isOwnKey } from '../../../core/catalog/keys';
import { message } from '../../../core/l10n/message';
import { commentLinesAbove } from '../../../core/spec/edit/comments';
import { commentsTaken } from '../../../core/spec/edit/entry';
import { columnOf, lineEnd, newlineOf } from '../../../core/text/lines';
import { entryLines } from '../../../core/spec/edit/item';
import type { SpecEntry } from '../../../core/spec/entry';
import { printFlow } from '../../../core/spec/yaml/print';
import { keyText } from '../../../core/spec/yaml/value';
import type { TextEdit } from '../../../core/text/range';
import type { ActionSite } from './code-actions';
import { likeness } from './likeness';
import { isNamed, writeScope, type NamedScope } from './named-scope';
import type { Refactoring } from './refactorings';
import { entryOf } from './selected';

/** Entries that differ in nothing but their scope become one with `scopes`, at which their comments stand. */
export function mergeIntoScopes(site: ActionSite): Refactoring[] {
  const entry = entryOf(site);
  const own = entry && single(entry);
  if (!entry || !own) return [];
  const like = likeness(own, 'scope');
  const alike = site.spec.entries.flatMap((each) => {
    const other = each.document === entry.document ? single(each) : undefined;
    // Most have another name, which is told at once.
    return other?.name === own.name && likeness(other, 'scope') === like
      ? [{ entry: each, scope: other.scope }]
      : [];
  });
  const [first, ...rest] = alike;
  if (!first || rest.length === 0) return [];
  const removals = rest.flatMap((each) => {
    const range = entryLines(each.entry);
    return range ? [{ ...each, edit: { range, newText: '' } }] : [];
  });
  if (removals.length < rest.length) return [];
  const merged = removals.map((each) => ({ ...each, comments: commentsTaken(each.entry, [each.edit]) }));
  return [
    {
      title: message('Make one automation with "scopes" of these {0}', alike.length),
      kind: 'refactor.rewrite',
      edits: [...writeScopes(first.entry, first.scope, merged), ...removals.map(({ edit }) => edit)],
    },
  ];
}

type Single = Automation & { readonly scope: NamedScope };

/** The only automation of an entry that has a scope of its own, and no keys that only its author knows. */
function single(entry: SpecEntry): Single | undefined {
  const [only, ...others] = entry.automations;
  const automation = only?.automation;
  if (!automation || others.length > 0 || automation.id !== undefined || hasOwnKeys(entry)) return undefined;
  const { scope } = automation;
  return entry.analysis.fields.has('scope') && isNamed(scope) ? { ...automation, scope } : undefined;
}

function hasOwnKeys({ analysis: { node } }: SpecEntry): boolean {
  return node.kind === 'map' && node.entries.some(({ key }) => isOwnKey(keyText(key) ?? ''));
}

interface Merged {
  readonly scope: NamedScope;
  readonly comments: readonly string[];
}

/** `scopes` in the place of `scope`. */
function writeScopes(entry: SpecEntry, scope: NamedScope, merged: readonly Merged[]): readonly TextEdit[] {
  const { source, analysis, start: shift } = entry;
  const field = analysis.fields.get('scope');
  if (!field) return [];
  const { start } = field.keyNode;
  const newline = newlineOf(source);
  const isFlow = analysis.node.kind === 'map' && analysis.node.flow;
  const end =
    isFlow || source[field.node.end - 1] === '\n' ? field.node.end : lineEnd(source, field.node.end);
  const range = entry.shift({ start, end });
  const own = commentsTaken(entry, [{ range, newText: '' }]);
  if (isFlow) {
    const scopes = [scope, ...merged.map((each) => each.scope)].map(writeScope);
    const comments = [...new Set([...own, ...merged.flatMap((each) => each.comments)])];
    const lines = commentLinesAbove(source, analysis.node.start, comments).map(({ range, newText }) => ({
      range: { start: range.start + shift, end: range.end + shift },
      newText,
    }));
    return [...lines, { range, newText: `scopes: ${printFlow(scopes)}` }];
  }
  const indent = newline + ' '.repeat(columnOf(source, start) + 2);
  const items = [{ scope, comments: own }, ...merged].map(({ scope: each, comments }) =>
    [...comments, `- ${printFlow(writeScope(each))}`].map((line) => indent + line).join(''),
  );
  return [{ range, newText: `scopes:${items.join('')}` }];
}
