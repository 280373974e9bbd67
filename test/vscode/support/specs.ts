import type { TreeItem, Uri } from 'vscode';
import type { TestApi } from '../../../client/extension';
import { eventually } from './extension';
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

/** The row of an automation of a file, once it looks as it should. */
export async function specRowOf(api: TestApi, uri: Uri, name: string, description: RegExp): Promise<SpecRow> {
  const found = await eventually(
    async () => {
      const file = (await specRows(api)).find(({ item }) => String(item.resourceUri) === String(uri));
      return findSpecRow(file?.rows ?? [], name);
    },
    (row) => row !== undefined && description.test(String(row.item.description)),
  );
  return found!;
}

export const tooltipOf = ({ item: { tooltip } }: SpecRow): string =>
  typeof tooltip === 'string' ? tooltip : '';
