import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type Resources } from '../../host/program';
import { root } from '../../host/root';
import { temporaryFolder } from '../../host/temporary';
import type { Figure } from '../figure';
import { hostileTexts } from '../hostile';
import { Document } from '../lsp/document';
import { Editor } from '../lsp/editor';
import { runToEnd } from '../measured-process';
import { figureOf, pause } from '../repeat';
import type { Cell, Table } from '../table';
import { stopwatch } from '../usage';
import { ours } from './lsp';

/** Milliseconds that a bad text may take. */
const BUDGET = 1000;
const TIMEOUT = 60_000;

/** Bad texts on the command line, and opened in the server while it lives. */
export async function hostileTable(resources: Resources): Promise<Table> {
  const folder = await temporaryFolder(resources);
  const rows: Cell[][] = [];
  for (const [name, make] of Object.entries(hostileTexts)) {
    const text = make();
    rows.push([
      name,
      await onCommandLine(resources, join(folder, 'hostile.automation.yaml'), text),
      ...(await inServer(resources, folder, text)),
    ]);
  }
  return {
    title: 'Bad input',
    notes: ['Milliseconds; once each. The command line with its start.'],
    columns: [
      '',
      'validate',
      'opened: problems',
      'then: hover',
      'then: completion',
      'server: peak memory, MB',
    ],
    rows,
  };
}

async function onCommandLine(resources: Resources, file: string, text: string): Promise<Cell> {
  await writeFile(file, text);
  const cli = join(root, 'dist', 'cli.js');
  const { wall, undisturbed, code, output } = await runToEnd(resources, cli, ['validate', file], TIMEOUT);
  if (code === 1 || code === 0) return figureOf([{ wall, undisturbed }], BUDGET);
  console.error(`validate ended with ${code}: ${output.slice(-1000)}`);
  return missed;
}

const missed: Figure = { value: NaN, budget: BUDGET };

/** A server of its own for each: what one text leaves behind must not count for the next. */
async function inServer(resources: Resources, folder: string, text: string): Promise<Cell[]> {
  const editor = new Editor(resources, ours, { folder });
  try {
    await editor.initialize();
    await pause(200);
    const document = new Document(editor, 'hostile.automation.yaml', text);
    const opening = stopwatch(editor.process.pid);
    await document.open();
    const opened = opening();
    const hovering = stopwatch(editor.process.pid);
    await document.ask('textDocument/hover', { line: 0, character: 2 });
    const hovered = hovering();
    const completing = stopwatch(editor.process.pid);
    await document.ask('textDocument/completion', { line: 0, character: 0 });
    const completed = completing();
    const { peak } = await editor.process.ask('usage');
    return [
      figureOf([opened], BUDGET),
      figureOf([hovered], BUDGET),
      figureOf([completed], BUDGET),
      { value: peak },
    ];
  } catch (error) {
    console.error(describe(error));
    return [missed, missed, missed, '?'];
  } finally {
    await editor.process.stop();
  }
}
