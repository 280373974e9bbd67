import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Resources } from '../../host/program';
import { temporaryFolder } from '../../host/temporary';
import { Editor } from '../lsp/editor';
import { measureBurst, measureMemory } from '../lsp/endurance';
import { runToEnd } from '../measured-process';
import { figureOf, repeat } from '../repeat';
import { specOfLines } from '../specs';
import type { Table } from '../table';
import type { Span } from '../usage';
import { ours } from './lsp';

const LINES = 10_000;
/** What live memory may grow by in 18 rounds of opening and closing, in MB: none but caches that fill. */
const GROWTH = 2;

/** Starting, fast typing, and whether what was closed is given back. */
export async function lspEnduranceTables(resources: Resources): Promise<Table[]> {
  const folder = await temporaryFolder(resources);
  const spec = specOfLines(LINES);
  const start = await measureStart(resources, folder);
  const burst = await measureBurst(resources, ours, folder, spec);
  const { early, late, resident } = await measureMemory(resources, ours, folder, spec);
  return [
    {
      title: 'Language server: start, fast typing, memory',
      columns: ['', 'measured'],
      rows: [
        ['start → initialized, above an empty Node process, ms', { ...start, budget: 70 }],
        [`30 keys, 33 ms apart, in 10,000 lines: last key → problems, ms`, { ...burst, budget: 100 }],
        ['20 × open, edit, close 10,000 lines: live memory after 2, MB', { value: early }],
        ['… after 20, MB', { value: late, budget: early + GROWTH }],
        ['… the whole process after 20, MB', { value: resident }],
      ],
    },
  ];
}

/** Until the answer to `initialize`, less what a Node process takes that does nothing, measured in turns. */
async function measureStart(resources: Resources, folder: string) {
  const empty = join(folder, 'empty.js');
  await writeFile(empty, '');
  const above = async (): Promise<Span> => {
    const nothing = await runToEnd(resources, empty, [], 20_000);
    const editor = new Editor(resources, ours, { folder });
    await editor.initialize();
    const { wall, undisturbed } = editor.process.clock();
    const { waited } = await editor.process.ask('usage');
    await editor.process.stop();
    return {
      wall: wall - nothing.wall,
      undisturbed: undisturbed - waited - nothing.undisturbed,
    };
  };
  return figureOf(await repeat(above));
}
