import type { TreeItem } from 'vscode';
import type { TestApi } from '../../../client/extension';
import { labelOf } from './tree';

type Node = Awaited<ReturnType<TestApi['specsView']['getChildren']>>[number];

/** A row of the Specs view and what is below it. */
export interface SpecRow {
  readonly node: Node;
  readonly item: TreeItem;
  readonly rows: readonly SpecRow[];
}

/** All rows, as the view would show them with everything expanded. */
export async function specRows({ specsView }: TestApi, parent?: Node): Promise<readonly SpecRow[]> {
  const nodes = await specsView.getChildren(parent);
  return Promise.all(
    nodes.map(async (node) => ({
      node,
      item: specsView.getTreeItem(node),
      rows: await specRows({ specsView } as TestApi, node),
    })),
  );
}

/** The first row with that label, anywhere. */
export function findSpecRow(all: readonly SpecRow[], label: string): SpecRow | undefined {
  for (const row of all) {
    const found = labelOf(row.item) === label ? row : findSpecRow(row.rows, label);
    if (found) return found;
  }
  return undefined;
}
