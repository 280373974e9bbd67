import {
  SymbolKind,
  type DocumentSymbol,
  type SymbolInformation,
  type WorkspaceSymbol,
} from 'vscode-languageserver/node';
import { message } from '../../core/l10n/message';
import { plain } from '../../core/l10n/plain-text';
import type { SpecDocument } from '../../core/spec/document';
import type { SpecEntry } from '../../core/spec/entry';
import type { FeatureContext } from '../context';
import type { TextSnapshot } from '../text-snapshot';
import type { Texts } from '../texts';
import { scopeLabel } from './compile';

/** Automations with their event and action, for outlines and breadcrumbs. */
export function documentSymbols(
  document: TextSnapshot,
  spec: SpecDocument,
  { client, texts }: Pick<FeatureContext, 'client' | 'texts'>,
): DocumentSymbol[] | SymbolInformation[] {
  const symbols = spec.entries.map((entry) => automationSymbol(entry, document, texts));
  return client.hierarchicalSymbols ? symbols : symbols.flatMap((symbol) => flat(symbol, document.uri));
}

function automationSymbol(entry: SpecEntry, document: TextSnapshot, texts: Texts): DocumentSymbol {
  const scopes = entry.analysis.scopes?.list ?? [];
  const [first] = scopes;
  const others = scopes.length - 1;
  const detail = [
    ...(first ? [scopeLabel(first.scope)] : []),
    ...(others > 0 ? [texts.say(message('and {0} more', others))] : []),
  ].join(' ');
  const part = (kind: SymbolKind, field: 'event' | 'action'): DocumentSymbol[] => {
    const site = entry[field];
    const node = entry.analysis.fields.get(field);
    if (!site?.entry || !node) return [];
    const whole = entry.shift({ start: node.keyNode.start, end: node.node.end });
    const inside = site.range.start >= whole.start && site.range.end <= whole.end;
    return [
      {
        name: site.entry.name,
        detail: texts.say(site.entry.label),
        kind,
        range: document.toRange(whole),
        selectionRange: document.toRange(inside ? site.range : whole),
      },
    ];
  };
  return {
    // A name that can't be seen is none, and an empty one isn't allowed here.
    name: plain(entry.name ?? '') || texts.say(message('(without a name)')),
    detail: plain(detail),
    kind: SymbolKind.Class,
    range: document.toRange(entry.range),
    selectionRange: document.toRange(entry.selectionRange),
    children: [...part(SymbolKind.Event, 'event'), ...part(SymbolKind.Function, 'action')],
  };
}

function flat(symbol: DocumentSymbol, uri: string, container?: string): SymbolInformation[] {
  const { name, kind, range, children = [] } = symbol;
  const information = {
    name,
    kind,
    location: { uri, range },
    ...(container !== undefined && { containerName: container }),
  };
  return [information, ...children.flatMap((child) => flat(child, uri, name))];
}

/** An automation as the workspace knows it. */
export interface NamedPlace {
  readonly name: string;
  readonly uri: string;
  readonly range: DocumentSymbol['range'];
  /** `project my-team/finetune`. */
  readonly scope: string;
}

const MOST_SYMBOLS = 500;

/** Automations whose names have the letters of `query` in this order. */
export function workspaceSymbols(query: string, places: readonly NamedPlace[]): WorkspaceSymbol[] {
  const letters = query.toLowerCase().replace(/\s+/g, '');
  return places
    .filter(({ name }) => hasInOrder(name.toLowerCase(), letters))
    .slice(0, MOST_SYMBOLS)
    .map(({ name, uri, range, scope }) => ({
      name: plain(name) || name,
      kind: SymbolKind.Class,
      location: { uri, range },
      containerName: plain(scope),
    }));
}

function hasInOrder(name: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
