/** Measures what users feel, and holds it against its budgets: `node out/bench/main.js [TABLE…]`, after a build. */
import { parseArgs } from 'node:util';
import { Failure, program, type Resources } from '../host/program';
import { tolerance } from './figure';
import { load, machine } from './machine';
import { countVerdicts, showTable, type Table } from './table';
import { apiTables } from './tables/api';
import { cliTables } from './tables/cli';
import { evaluatorTable } from './tables/evaluator';
import { filterTable } from './tables/filter';
import { hostileTable } from './tables/hostile';
import { lspTables } from './tables/lsp';
import { lspActionsTable } from './tables/lsp-actions';
import { lspEnduranceTables } from './tables/lsp-endurance';
import { viewTable } from './tables/view';

type Measure = (resources: Resources) => Table[] | Promise<Table[]>;

/** Word on the command line → what it measures, in the order in which all are measured. */
const measures: Readonly<Record<string, Measure>> = {
  filter: () => [filterTable()],
  evaluator: () => [evaluatorTable()],
  cli: cliTables,
  api: apiTables,
  lsp: lspTables,
  actions: async (resources) => [await lspActionsTable(resources)],
  endurance: lspEnduranceTables,
  hostile: async (resources) => [await hostileTable(resources)],
  view: async (resources) => [await viewTable(resources)],
};

program(async (resources) => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const unknown = positionals.find((name) => !(name in measures));
  if (unknown !== undefined)
    throw new Failure(`There is no table ${unknown}. There are ${Object.keys(measures).join(', ')}.`);
  console.log(`${machine()}\n`);
  const tables: Table[] = [];
  for (const [name, measure] of Object.entries(measures)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    for (const table of await measure(resources)) {
      tables.push(table);
      console.log(`${showTable(table)}\n`);
    }
    console.log(`(${load()})\n`);
  }
  const { kept, disturbed, missed } = countVerdicts(tables);
  const percent = Math.round(tolerance * 100);
  console.log(
    `${kept} budgets kept, ${disturbed} only without the waiting for a busy processor (~), ${missed} missed (✘) by more than ${percent} %.`,
  );
  return missed === 0 ? 0 : 1;
});
