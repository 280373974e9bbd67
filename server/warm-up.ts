import type { Position } from 'vscode-languageserver/node';
import { unknown } from '../core/api/known';
import type { FeatureContext } from './context';
import { features } from './features';
import { OpenDocument } from './open-document';
import { problemsOf } from './problems';
import { RemoteFacts } from './remote/facts';
import { ItemDocs } from './service/completion/item-docs';
import type { World } from './world';

/** Often enough for V8 to compile what runs at every key; a tenth of a second of work altogether. */
const ROUNDS = 30;

/** Has something of what most specs have. */
const SPEC = `automations:
  - name: val-loss-high
    scope: {project: my-team/finetune}
    event: OnRunMetric
    filter: RunEvent.metric("val/loss").avg(5) > 0.5
    action:
      type: SendNotification
      integration: "#ml-alerts"
      title: Loss of \${run_name}
      level: WARN
  - name: failed-runs
    scope:
      project: my-team/pretrain
    event: OnRunState
    filter: RunEvent.state == "failed"
    action: DoNothing
`;

/** Where a round asks: at values, at a key and in a filter. */
const PLACES: readonly Position[] = [
  { line: 9, character: 13 },
  { line: 14, character: 12 },
  { line: 4, character: 20 },
  { line: 8, character: 7 },
];

const asked = features.filter(({ method }) =>
  ['textDocument/completion', 'textDocument/hover'].includes(method),
);

interface WarmUpParts {
  readonly world: Pick<World, 'later' | 'now'>;
  /** Of a file of the workspace. */
  readonly context: (uri: string) => FeatureContext;
  readonly failed: (error: unknown) => void;
}

/**
 * Lets the server answer about a small spec of its own while nobody has asked anything yet: the first questions of a program take
 * several times as long as the hundredth. Every piece of it lets what the editor sends come first, and asks no server anything.
 */
export class WarmUp {
  private cancel: (() => void) | undefined;

  constructor(private readonly parts: WarmUpParts) {}

  start(): void {
    this.stop();
    this.next(this.pieces());
  }

  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
  }

  private next(pieces: Iterator<unknown>): void {
    this.cancel = this.parts.world.later(0, () => {
      try {
        if (!pieces.next().done) this.next(pieces);
      } catch (error) {
        this.parts.failed(error);
      }
    });
  }

  private *pieces(): Iterator<unknown> {
    const uri = 'untitled:warm-up.automation.yaml';
    const facts = new RemoteFacts(
      () => Promise.resolve(unknown('offline')),
      () => undefined,
      this.parts.world.now,
    );
    const context = { ...this.parts.context(uri), facts, itemDocs: new ItemDocs() };
    let document = OpenDocument.of(uri, 0, SPEC, () => 'spec');
    for (let round = 0; round < ROUNDS; round++) {
      const range = { start: { line: 9, character: 13 }, end: { line: 9, character: 17 } };
      document = document.changed([{ range, text: round % 2 === 0 ? 'WRNG' : 'WARN' }], round);
      for (const { answer } of asked)
        for (const position of PLACES) {
          const params = { textDocument: { uri }, position };
          yield Promise.resolve(answer(document, params, context)).catch(this.parts.failed);
        }
      yield problemsOf(document, context);
    }
  }
}
