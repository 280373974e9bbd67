import type { Resources } from '../../host/program';
import type { Figure } from '../figure';
import { figureOf, pause } from '../repeat';
import { stopwatch } from '../usage';
import type { Candidate } from './candidate';
import { Document } from './document';
import { Editor } from './editor';
import { SETTLE } from './measure';
import { level, prepare } from './places';

const KEYS = 30;
/** Milliseconds between two keys: a key that is held down. */
const KEY_INTERVAL = 33;
const BURSTS = 5;
const ROUNDS = 20;

async function start(resources: Resources, candidate: Candidate, folder: string): Promise<Editor> {
  const editor = new Editor(resources, candidate, { folder });
  await editor.initialize();
  await pause(SETTLE);
  return editor;
}

/** Types {@link KEYS} keys; gives the time from the last of them until the problems are those of the text. */
export async function measureBurst(
  resources: Resources,
  candidate: Candidate,
  folder: string,
  spec: string,
): Promise<Figure> {
  const editor = await start(resources, candidate, folder);
  const { text, places } = prepare(spec);
  const document = new Document(editor, 'typed.automation.yaml', text);
  const before = (await document.open()).diagnostics.length;
  await pause(SETTLE);
  const spans = [];
  for (let burst = 0; burst < BURSTS; burst++) {
    for (let key = 1; key < KEYS; key++) {
      document.write(places.value, 'X'.repeat(key));
      await pause(KEY_INTERVAL);
    }
    const followed = document.published((count) => count === before);
    const clock = stopwatch(editor.process.pid);
    document.write(places.value, level);
    await followed;
    spans.push(clock());
    await pause(SETTLE);
  }
  await editor.process.stop();
  return figureOf(spans);
}

export interface Memory {
  /** Live objects after the second and after the last time, in MB. */
  readonly early: number;
  readonly late: number;
  /** Memory of the process after the last time, before anything was collected for us, in MB. */
  readonly resident: number;
}

/** Opens, changes and closes a document {@link ROUNDS} times. */
export async function measureMemory(
  resources: Resources,
  candidate: Candidate,
  folder: string,
  spec: string,
): Promise<Memory> {
  const editor = await start(resources, candidate, folder);
  const { text, places } = prepare(spec);
  let early = NaN;
  let resident = NaN;
  for (let round = 1; round <= ROUNDS; round++) {
    const document = new Document(editor, 'opened.automation.yaml', text);
    const before = (await document.open()).diagnostics.length;
    const followed = document.published((count) => count > before);
    document.write(places.value, 'X');
    await followed;
    document.close();
    if (round === 2) early = await liveMemory(editor);
    if (round === ROUNDS) ({ resident } = await editor.process.ask('usage'));
  }
  const late = await liveMemory(editor);
  await editor.process.stop();
  return { early, late, resident };
}

/** In MB, once the server has done what closing leaves to do. */
async function liveMemory(editor: Editor): Promise<number> {
  await pause(SETTLE);
  return (await editor.process.ask('collect')).heap;
}
