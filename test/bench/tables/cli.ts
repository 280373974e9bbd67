import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, type Resources } from '../../host/program';
import { root } from '../../host/root';
import { temporaryFolder } from '../../host/temporary';
import type { Figure } from '../figure';
import { runToEnd, type Run } from '../measured-process';
import { TIMES } from '../repeat';
import { namesOf, specOfAutomations } from '../specs';
import { median } from '../statistics';
import type { Table } from '../table';

const cli = join(root, 'dist', 'cli.js');
const FILES = 1000;
const AUTOMATIONS = 20;
const BIG_RUNS = 3;
const TIMEOUT = 120_000;

/** The command line: starting it, and a repository full of specs. */
export async function cliTables(resources: Resources): Promise<Table[]> {
  const folder = await temporaryFolder(resources);
  return [await startTable(resources, folder), await manyFilesTable(resources, folder)];
}

/** In turns with a Node process that does nothing, so that all of them have the same neighbours. */
async function startTable(resources: Resources, folder: string): Promise<Table> {
  const empty = join(folder, 'empty.js');
  const one = join(folder, 'one.automation.yaml');
  const twenty = join(folder, 'twenty.automation.yaml');
  await writeFile(empty, '');
  await writeFile(one, specOfAutomations(1));
  await writeFile(twenty, specOfAutomations(AUTOMATIONS));
  const programs: Readonly<Record<string, readonly [script: string, args: string[], budget?: number]>> = {
    'an empty Node process': [empty, []],
    '--version': [cli, ['--version'], 40],
    'validate, one automation': [cli, ['validate', one], 150],
    [`validate, ${AUTOMATIONS} automations`]: [cli, ['validate', twenty], 150],
    'compile --offline, one automation': [cli, ['compile', '--offline', one]],
    '--help': [cli, ['--help']],
  };
  const runs = new Map<string, Run[]>(Object.keys(programs).map((name) => [name, []]));
  for (let round = 0; round < TIMES; round++) {
    for (const [name, [script, args]] of Object.entries(programs)) {
      const run = await succeed(runToEnd(resources, script, args, TIMEOUT));
      runs.get(name)?.push(run);
    }
  }
  const nothing = runs.get('an empty Node process') ?? [];
  const above = (of: readonly Run[], value: (run: Run) => number): number =>
    median(of.map((run, round) => value(run) - value(nothing[round] ?? run)));
  return {
    title: 'Command line: start',
    notes: ['Milliseconds from start to end; medians of 20 in turns.'],
    columns: ['', 'in all', 'above an empty Node process', 'processor time above it', 'peak memory, MB'],
    rows: Object.entries(programs).map(([name, [, , budget]]) => {
      const of = runs.get(name) ?? [];
      const figure: Figure = {
        value: above(of, ({ wall }) => wall),
        undisturbed: above(of, ({ undisturbed }) => undisturbed),
        ...(budget !== undefined && { budget }),
      };
      return [
        name,
        { value: median(of.map(({ wall }) => wall)) },
        of === nothing ? '' : figure,
        of === nothing ? '' : { value: above(of, ({ usage }) => usage?.cpu ?? NaN) },
        { value: median(of.map(({ usage }) => usage?.peak ?? NaN)) },
      ];
    }),
  };
}

async function manyFilesTable(resources: Resources, parent: string): Promise<Table> {
  const folder = join(parent, 'many');
  await mkdir(folder);
  let written = 0;
  for (let file = 0; file < FILES; file++) {
    const number = String(file).padStart(4, '0');
    const text = specOfAutomations(AUTOMATIONS, namesOf(`team-${number}`));
    await writeFile(join(folder, `${number}.automation.yaml`), text);
    written += text.length;
  }
  const runs: Run[] = [];
  for (let round = 0; round < BIG_RUNS; round++)
    runs.push(await succeed(runToEnd(resources, cli, ['validate', folder], TIMEOUT)));
  return {
    title: `Command line: validate ${FILES.toLocaleString('en-US')} files of ${AUTOMATIONS} automations`,
    notes: [`${(written / 1e6).toFixed(1)} MB of YAML; medians of ${BIG_RUNS}.`],
    columns: ['', 'measured'],
    rows: [
      ['processor time, ms', { value: median(runs.map(({ usage }) => usage?.cpu ?? NaN)), budget: 8000 }],
      ['peak memory, MB', { value: median(runs.map(({ usage }) => usage?.peak ?? NaN)), budget: 500 }],
      ['time on the clock, ms', { value: median(runs.map(({ wall }) => wall)) }],
    ],
  };
}

async function succeed(running: Promise<Run>): Promise<Run> {
  const run = await running;
  if (run.code !== 0)
    throw new Failure(`The command line ended with ${run.code ?? run.signal}:\n${run.output}`);
  return run;
}
