import { verdictOf, type Figure, type Verdict } from './figure';

export type Cell = string | Figure;

/** What was measured of one thing. */
export interface Table {
  readonly title: string;
  /** Sentences below the title: what exactly was done. */
  readonly notes?: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const marks: Readonly<Record<Verdict, string>> = { kept: '', disturbed: ' ~', missed: ' ✘' };

/** `1.9 (≤ 5)`; `~`: over the budget because the machine was busy, with what it would have been; `✘`: missed. */
export function showCell(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  const { value, budget, undisturbed } = cell;
  const verdict = verdictOf(cell);
  if (budget === undefined || verdict === undefined) return showNumber(value);
  const without =
    verdict !== 'kept' && undisturbed !== undefined ? `, ${showNumber(undisturbed)} undisturbed` : '';
  return `${showNumber(value)}${without} (≤ ${showNumber(budget)})${marks[verdict]}`;
}

/** Three digits that say something, thousands apart. */
export function showNumber(value: number): string {
  if (Number.isNaN(value)) return '?';
  const size = Math.abs(value);
  if (size >= 100) return Math.round(value).toLocaleString('en-US');
  const digits = size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return String(Number(value.toFixed(digits)));
}

/** As Markdown that reads well in a terminal, too. */
export function showTable({ title, notes = [], columns, rows }: Table): string {
  const cells = [columns, ...rows.map((row) => row.map(showCell))];
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0), 3));
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [
    `## ${title}`,
    '',
    ...notes.flatMap((note) => [note, '']),
    line(head),
    line(rule),
    ...body.map(line),
  ].join('\n');
}

/** How many budgets there are, by what became of them. */
export function countVerdicts(tables: readonly Table[]): Readonly<Record<Verdict, number>> {
  const counts: Record<Verdict, number> = { kept: 0, disturbed: 0, missed: 0 };
  for (const cell of tables.flatMap(({ rows }) => rows).flat()) {
    const verdict = typeof cell === 'string' ? undefined : verdictOf(cell);
    if (verdict) counts[verdict]++;
  }
  return counts;
}
