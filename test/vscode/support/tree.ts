import assert from 'node:assert/strict';
import type { TestApi } from '../../../client/extension';
import { outlineOf, rowNamed, rowsOf, type AnyRow } from './anyTree';

export { labelOf, rowNamed as findRow } from './anyTree';

type Node = Awaited<ReturnType<TestApi['view']['getChildren']>>[number];

/** A row of the Automations view and what is below it. */
export type Row = AnyRow<Node>;

/** All rows, as the view would show them with everything expanded. */
export async function rows({ view }: TestApi): Promise<readonly Row[]> {
  return rowsOf(view);
}

/** The row with that label, which has to be there. */
export async function rowOf(api: TestApi, label: string): Promise<Row> {
  return rowNamed(await rows(api), label) ?? assert.fail(`no row "${label}"`);
}

/** The rows as text: label and description, children indented. */
export async function outline({ view }: TestApi): Promise<string[]> {
  return outlineOf(view);
}
