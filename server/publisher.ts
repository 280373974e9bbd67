import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver/node';
import type { OpenDocument } from './open-document';
import type { World } from './world';

/** Up to this many milliseconds of work nothing is delayed; work that takes longer waits for as much as it is longer. */
const INSTANT = 10;
/** Longest pause that an edit has to wait for, in milliseconds. */
const LONGEST_PAUSE = 400;

/** What the last two checks of a document took, in milliseconds. */
interface Costs {
  readonly before: number;
  readonly last: number;
}

const unknownCosts: Costs = { before: 0, last: 0 };

export interface PublisherParts {
  readonly find: (uri: string) => OpenDocument | undefined;
  readonly diagnose: (document: OpenDocument) => Diagnostic[];
  readonly publish: (params: PublishDiagnosticsParams) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Publishes problems for clients that don't ask for them. Quick work is done for every edit; work that takes longer waits for
 * a pause that grows with it, and the newest text wins.
 */
export class Publisher {
  private readonly waiting = new Map<string, () => void>();
  private readonly costs = new Map<string, Costs>();

  constructor(
    private readonly world: World,
    private readonly parts: PublisherParts,
  ) {}

  /** The document has a new text, or something that its problems depend on has changed. */
  changed(uri: string): void {
    this.waiting.get(uri)?.();
    this.waiting.set(
      uri,
      this.world.later(this.delay(uri), () => {
        this.waiting.delete(uri);
        this.check(uri);
      }),
    );
  }

  /** One slow check is none: the first reads a whole text, of which an edit touches little. */
  private delay(uri: string): number {
    const { before, last } = this.costs.get(uri) ?? unknownCosts;
    return Math.max(0, Math.min(before - INSTANT, last - INSTANT, LONGEST_PAUSE));
  }

  /** The document is none of ours any more, by its text or by the configuration. */
  left(uri: string): void {
    if (this.waiting.has(uri) || this.costs.has(uri)) this.closed(uri);
  }

  closed(uri: string): void {
    this.waiting.get(uri)?.();
    this.waiting.delete(uri);
    this.costs.delete(uri);
    this.parts.publish({ uri, diagnostics: [] });
  }

  /** Nothing more is published. */
  stop(): void {
    for (const cancel of this.waiting.values()) cancel();
    this.waiting.clear();
  }

  private check(uri: string): void {
    const document = this.parts.find(uri);
    if (!document) return;
    const start = this.world.now();
    try {
      const diagnostics = this.parts.diagnose(document);
      const { version } = document;
      this.parts.publish({ uri, ...(version !== null && { version }), diagnostics });
    } catch (error) {
      this.parts.failed(error);
    }
    const { last: before } = this.costs.get(uri) ?? unknownCosts;
    this.costs.set(uri, { before, last: this.world.now() - start });
  }
}
