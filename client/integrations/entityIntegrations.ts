import { ApiError } from '../../core/api/errors';
import type { Integration, SlackIntegration, WebhookIntegration } from '../../core/api/model';
import type { Root } from '../tree/roots';

/** Where automations report to. Other kinds of integrations have nothing to do with them. */
export type Destination = SlackIntegration | WebhookIntegration;

/** Slack channels and webhooks of one entity. */
export class EntityIntegrations {
  private loading: Promise<void> | undefined;
  private found: readonly Destination[] = [];
  private currentState: 'idle' | 'loading' | 'complete' | 'failed' = 'idle';
  private currentFailure: unknown;

  constructor(
    readonly root: Root,
    private readonly ask: (signal: AbortSignal) => Promise<readonly Integration[]>,
    private readonly collator: Pick<Intl.Collator, 'compare'>,
    /** Fires when nothing may be asked any more. */
    private readonly ended: AbortSignal,
  ) {}

  get state(): EntityIntegrations['currentState'] {
    return this.currentState;
  }

  /** Slack channels first, each kind by name. */
  get all(): readonly Destination[] {
    return this.found;
  }

  /** Why loading ended, when the state is `failed`. */
  get failure(): unknown {
    return this.currentFailure;
  }

  /** Loads, unless it did already. Never rejects. */
  start(): Promise<void> {
    this.loading ??= this.load(this.ended);
    return this.loading;
  }

  /** Tries once more after a failure, until the signal stops it: then it is as it was. Never rejects. */
  goOn(signal: AbortSignal): Promise<void> {
    if (this.currentState === 'failed') this.loading = this.load(signal);
    return this.start();
  }

  private async load(signal: AbortSignal): Promise<void> {
    const before = this.currentState;
    this.currentState = 'loading';
    try {
      const found = await this.ask(signal);
      this.found = found.filter((one) => one.type !== 'other').sort((a, b) => this.compare(a, b));
      this.currentState = 'complete';
    } catch (error) {
      if (error instanceof ApiError && error.failure.kind === 'aborted') {
        this.currentState = before;
        if (before === 'idle') this.loading = undefined;
        return;
      }
      this.currentFailure = error;
      this.currentState = 'failed';
    }
  }

  private compare(a: Destination, b: Destination): number {
    if (a.type !== b.type) return a.type === 'slack' ? -1 : 1;
    return this.collator.compare(nameOf(a), nameOf(b)) || this.collator.compare(a.id, b.id);
  }
}

/** What it is called: `#ml-alerts`, `deploy`. */
export function nameOf(destination: Destination): string {
  return destination.type === 'webhook' ? destination.name : `#${destination.channelName.replace(/^#/, '')}`;
}
