import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver/node';
import type { OpenDocument } from './open-document';
import type { World } from './world';

/** Up to this many milliseconds of work nothing is delayed. */
const INSTANT = 10;
/** Longest pause that an edit has to wait for, in milliseconds. */
const LONGEST_PAUSE = 400;

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
  /** What the last check of a document took, in milliseconds. */
  private readonly costs = new Map<string, number>();

  constructor(
    private readonly world: World,
    private readonly parts: PublisherParts,
  ) {}

  /** The document has a new text, or something that its problems depend on has changed. */
  changed(uri: string): void {
    this.waiting.get(uri)?.();
    const cost = this.costs.get(uri) ?? 0;
    const delay = cost <= INSTANT ? 0 : Math.min(2 * cost, LONGEST_PAUSE);
    this.waiting.set(
      uri,
      this.world.later(delay, () => {
        this.waiting.delete(uri);
        this.check(uri);
      }),
    );
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
    this.costs.set(uri, this.world.now() - start);
  }
}
