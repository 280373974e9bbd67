import type { TreeItem } from 'vscode';
import type { TestApi } from '../../../client/extension';

type Node = Awaited<ReturnType<TestApi['view']['getChildren']>>[number];

/** A row of the Automations view and what is below it. */
export interface Row {
  readonly node: Node;
  readonly item: TreeItem;
  readonly rows: readonly Row[];
}

/** All rows, as the view would show them with everything expanded. */
export async function rows({ view }: TestApi, parent?: Node): Promise<readonly Row[]> {
  const nodes = await view.getChildren(parent);
  return Promise.all(
    nodes.map(async (node) => ({
      node,
      item: view.getTreeItem(node),
      rows: await rows({ view } as TestApi, node),
    })),
  );
}

/** The rows as text: label and description, children indented. */
export async function outline(api: TestApi): Promise<string[]> {
  return textOf(await rows(api), '');
}

function textOf(all: readonly Row[], indent: string): string[] {
  return all.flatMap(({ item, rows: below }) => [
    `${indent}${labelOf(item)}${item.description ? ` | ${String(item.description)}` : ''}`,
    ...textOf(below, `${indent}  `),
  ]);
}

export function labelOf({ label = '' }: TreeItem): string {
  return typeof label === 'string' ? label : label.label;
}

/** The first row with that label, anywhere. */
export function findRow(all: readonly Row[], label: string): Row | undefined {
  for (const row of all) {
    const found = labelOf(row.item) === label ? row : findRow(row.rows, label);
    if (found) return found;
  }
  return undefined;
}
