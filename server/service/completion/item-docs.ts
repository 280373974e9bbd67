import type { CompletionItem } from 'vscode-languageserver/node';

/** What an item gets when it is resolved. */
export type LateParts = Pick<CompletionItem, 'documentation' | 'detail'>;

/** Where an item's documentation is: which list, and the place in it. */
type ItemData = readonly [list: number, index: number];

/**
 * The documentation of the newest list's items. Clients that resolve items ask for it one by one, so that the list stays
 * small; what an older list says nobody looks at any more.
 */
export class ItemDocs {
  private list = 0;
  private parts: readonly LateParts[] = [];

  /** Items with what leads back to their parts, which are kept until the next list. */
  keep(items: readonly (readonly [CompletionItem, LateParts])[]): CompletionItem[] {
    this.list++;
    this.parts = items.map(([, parts]) => parts);
    return items.map(([item], index) => ({ ...item, data: [this.list, index] satisfies ItemData }));
  }

  resolve(item: CompletionItem): CompletionItem {
    const [list, index] = Array.isArray(item.data) ? (item.data as unknown[]) : [];
    return list === this.list && typeof index === 'number' ? { ...item, ...this.parts[index] } : item;
  }
}
