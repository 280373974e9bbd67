import { Failure, type Resources } from '../../host/program';
import { runSuite, useDesktop } from '../../host/suite';
import { figureOf } from '../repeat';
import type { Cell, Table } from '../table';

/** The Automations view inside a VS Code, with a sandbox beside. */
export async function viewTable(resources: Resources): Promise<Table> {
  const seed = 'big:10000,200,0';
  const { measured, failed } = await runSuite(resources, {
    workspace: 'bench',
    desktop: useDesktop(false),
    seed,
  });
  if (failed > 0) throw new Failure('The view could not be measured: see above.');
  const figure = (name: string, budget: number) => figureOf(measured[name] ?? [], budget);
  const opening = (what: string, name: string): (readonly Cell[])[] => [
    [`${what} → first rows`, figure(`${name}First`, 500)],
    [`${what} → all 10,000`, figure(`${name}All`, 4000)],
    ['… blocked', figure(`${name}Blocked`, 50)],
  ];
  return {
    title: `Automations view, sandbox with ${seed}`,
    notes: [
      'In the extension host, in milliseconds. Rows count when VS Code has been given them. Blocked: the longest time in which nothing else could run, median of the rounds. Cold: from the moment in which somebody is signed in, with nothing known of the server; the first time, in an extension host that has not done so before, counts for itself.',
    ],
    columns: ['', 'median'],
    rows: [
      ['activation, processor time', figure('activation', 100)],
      ...opening('cold, the first time', 'fresh'),
      ...opening('cold', 'cold'),
      ...opening('refresh', 'refresh'),
      ['reveal one of 10,000', figure('reveal', 100)],
      ['filter 10,000', figure('filter', 100)],
      ['… and show them all again', figure('unfiltered', 100)],
      ['group in another way', figure('group', 100)],
      ['sort in another way', figure('sort', 100)],
      ['… blocked in all of these', figure('blockedWhileArranging', 50)],
    ],
  };
}
