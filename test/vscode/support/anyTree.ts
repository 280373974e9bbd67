import type { TreeDataProvider, TreeItem } from 'vscode';

/** A row of a view and what is below it. */
export interface AnyRow<Node> {
  readonly node: Node;
  readonly item: TreeItem;
  readonly rows: readonly AnyRow<Node>[];
}

/** All rows of a view, as it would show them with everything expanded. */
export async function rowsOf<Node>(
  view: TreeDataProvider<Node>,
  parent?: Node,
): Promise<readonly AnyRow<Node>[]> {
  const nodes = (await view.getChildren(parent)) ?? [];
  return Promise.all(
    nodes.map(async (node) => ({
      node,
      item: await view.getTreeItem(node),
      rows: await rowsOf(view, node),
    })),
  );
}

/** The rows as text: label and description, children indented. */
export async function outlineOf<Node>(view: TreeDataProvider<Node>): Promise<string[]> {
  return textOf(await rowsOf(view));
}

/** What rows say, as {@link outlineOf}. */
export function textOf<Node>(all: readonly AnyRow<Node>[], indent = ''): string[] {
  return all.flatMap(({ item, rows: below }) => [
    `${indent}${labelOf(item)}${item.description ? ` | ${String(item.description)}` : ''}`,
    ...textOf(below, `${indent}  `),
  ]);
}

/** The first row with that label, anywhere. */
export function rowNamed<Node>(all: readonly AnyRow<Node>[], label: string): AnyRow<Node> | undefined {
  for (const row of all) {
    const found = labelOf(row.item) === label ? row : rowNamed(row.rows, label);
    if (found) return found;
  }
  return undefined;
}

export function labelOf({ label = '' }: TreeItem): string {
  return typeof label === 'string' ? label : label.label;
}
