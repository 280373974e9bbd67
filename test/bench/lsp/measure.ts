import { describe, type Resources } from '../../host/program';
import { figureOf, pause, repeat } from '../repeat';
import { stopwatch, type Span } from '../usage';
import type { Figure } from '../figure';
import type { Candidate } from './candidate';
import { Document } from './document';
import { Editor, type Position } from './editor';
import { halfLevel, level, prepare, wrongLevel, type Places } from './places';

/** What a server was found to need for one document, in milliseconds and MB. */
export interface Measured {
  readonly open: Figure;
  readonly change: Figure;
  /** Processor time of one change. */
  readonly changeCpu: Figure;
  /** By place. A place that the server has nothing to say about is missing. */
  readonly cold: Readonly<Record<string, Figure>>;
  readonly warm: Readonly<Record<string, Figure>>;
  /** Place → what went wrong there. */
  readonly failures: Readonly<Record<string, string>>;
  readonly peak: Figure;
}

type Ask = (document: Document, places: Places) => Promise<boolean>;

const completionAt =
  (place: (places: Places) => Position): Ask =>
  (document, places) =>
    document.ask('textDocument/completion', place(places));

/** What is asked about. The value is asked for at the end of what stands there. */
export const asks: Readonly<Record<string, Ask>> = {
  'completion of a key': completionAt(({ key }) => key),
  'completion of a value': completionAt(({ value }) => value),
  'completion in a filter': completionAt(({ method }) => method),
  'hover over a key': (document, { word }) => document.ask('textDocument/hover', word),
  'hover in a filter': (document, { method }) => document.ask('textDocument/hover', method),
};

/** Milliseconds in which servers ask for their settings and set themselves up. */
export const SETTLE = 1000;
/** Milliseconds without anything before a measurement: between the keys of somebody who types. */
const QUIET = 100;

/** Opens a spec in a new server and measures what its author feels. */
export async function measureServer(
  resources: Resources,
  candidate: Candidate,
  folder: string,
  spec: string,
): Promise<Measured> {
  const editor = new Editor(resources, candidate, { folder });
  await editor.initialize();
  await pause(SETTLE);
  const { text, places } = prepare(spec);
  const document = new Document(editor, 'measured.automation.yaml', text);
  const clock = stopwatch(editor.process.pid);
  const { diagnostics } = await document.open();
  const open = figureOf([clock()]);
  const value = new ToggledValue(editor, document, places, diagnostics.length);
  await pause(SETTLE);
  const { cpu } = await editor.process.ask('usage');
  const changes = await repeat(() => value.toggle(wrongLevel));
  await value.reset();
  const changeCpu = ((await editor.process.ask('usage')).cpu - cpu) / changes.length;
  const warm: Record<string, Figure> = {};
  const cold: Record<string, Figure> = {};
  const failures: Record<string, string> = {};
  for (const [name, ask] of Object.entries(asks)) {
    const asked = (): Promise<Span> => timed(editor, ask(document, places));
    try {
      if (!(await ask(document, places))) continue;
      warm[name] = figureOf(await repeat(asked));
      cold[name] = figureOf(await repeat(() => value.toggleAnd(halfLevel, asked)));
    } catch (error) {
      failures[name] = describe(error);
    }
    await value.reset();
  }
  const { peak } = await editor.process.ask('usage');
  await editor.process.stop();
  return {
    open,
    change: figureOf(changes),
    changeCpu: { value: changeCpu },
    cold,
    warm,
    failures,
    peak: { value: peak },
  };
}

async function timed(editor: Editor, work: Promise<unknown>): Promise<Span> {
  const clock = stopwatch(editor.process.pid);
  await work;
  return clock();
}

/** The value that is changed to and fro: with a wrong one the document has one more problem. */
class ToggledValue {
  private current = level;

  constructor(
    private readonly editor: Editor,
    private readonly document: Document,
    private readonly places: Places,
    /** How many problems there are while it is right. */
    private readonly problems: number,
  ) {}

  /** Makes it wrong, or right again, and waits for the problems to follow. */
  async toggle(wrong: string): Promise<Span> {
    const [span] = await this.change(wrong, () => Promise.resolve());
    return span;
  }

  /** The same, and does something right after the edit: gives what that gave. */
  async toggleAnd<T>(wrong: string, meanwhile: () => Promise<T>): Promise<T> {
    const [, result] = await this.change(wrong, meanwhile);
    return result;
  }

  private async change<T>(wrong: string, meanwhile: () => Promise<T>): Promise<[Span, T]> {
    await pause(QUIET);
    const next = this.current === level ? wrong : level;
    const clock = stopwatch(this.editor.process.pid);
    const followed = this.document
      .published((count) => (next === level ? count === this.problems : count > this.problems))
      .then(clock);
    this.document.write(this.places.value, next);
    this.current = next;
    return Promise.all([followed, meanwhile()]);
  }

  async reset(): Promise<void> {
    if (this.current !== level) await this.toggle(level);
  }
}

/** As `change` above, with a client that asks for the problems, as VS Code does. */
export async function measurePull(
  resources: Resources,
  candidate: Candidate,
  folder: string,
  spec: string,
): Promise<Figure> {
  const editor = new Editor(resources, candidate, { folder, pull: true });
  await editor.initialize();
  await pause(SETTLE);
  const { text, places } = prepare(spec);
  const document = new Document(editor, 'measured.automation.yaml', text);
  document.sendOpen();
  const before = await document.pull();
  const spans = await repeat(async (round) => {
    await pause(QUIET);
    const clock = stopwatch(editor.process.pid);
    document.write(places.value, round % 2 === 0 ? wrongLevel : level);
    const found = await document.pull();
    const seen = round % 2 === 0 ? found > before : found === before;
    return seen ? clock() : { wall: NaN, undisturbed: NaN };
  });
  await editor.process.stop();
  return figureOf(spans);
}
