import { join } from 'node:path';
import { createWandbClient, type WandbClient } from '../../core/api/client';
import type { Fetch } from '../../core/api/fetch';
import { systemClock } from '../../node/clock';
import { createNodeFetch } from '../../node/fetch';
import { basic } from '../../sandbox/testing/client';
import { Failure, type Resources } from '../host/program';
import { root } from '../host/root';
import { MeasuredProcess } from './measured-process';
import type { Span } from './usage';

/** What a client asked for. */
export interface Traffic {
  requests: number;
  /** Under way at this moment, and most ever. */
  open: number;
  most: number;
}

/** A sandbox in a process of its own, as a user starts it. */
export class RunningSandbox {
  private constructor(
    readonly process: MeasuredProcess,
    /** From its start to the line with its address. */
    readonly start: Span,
    private readonly url: string,
    private readonly apiKey: string,
  ) {}

  static async start(resources: Resources, args: readonly string[]): Promise<RunningSandbox> {
    const script = join(root, 'dist', 'sandbox.js');
    const measured = new MeasuredProcess(resources, script, [...args, '--exit-with-parent']);
    const line = new Promise<string>((resolve) =>
      measured.child.stdout?.setEncoding('utf8').once('data', resolve),
    );
    const address = JSON.parse(await Promise.race([line, measured.death])) as Record<string, unknown>;
    const { wall, undisturbed } = measured.clock();
    const { waited } = await measured.ask('usage');
    const { url, apiKey } = address;
    if (typeof url !== 'string' || typeof apiKey !== 'string')
      throw new Failure('The sandbox told neither url nor apiKey.');
    return new RunningSandbox(measured, { wall, undisturbed: undisturbed - waited }, url, apiKey);
  }

  /** A new client with connections of its own, as the extension makes one. */
  client(): { readonly client: WandbClient; readonly traffic: Traffic } {
    const traffic: Traffic = { requests: 0, open: 0, most: 0 };
    const nodeFetch = createNodeFetch({ variables: {} });
    const fetch: Fetch = async (...args) => {
      traffic.requests++;
      traffic.most = Math.max(traffic.most, ++traffic.open);
      try {
        return await nodeFetch(...args);
      } finally {
        traffic.open--;
      }
    };
    const client = createWandbClient({
      baseUrl: this.url,
      credentials: { type: 'api-key', key: this.apiKey },
      fetch,
      clock: systemClock,
      random: Math.random,
      userAgent: 'wandb-automations (bench)',
    });
    return { client, traffic };
  }

  /** Everything is answered so many milliseconds late; 0: as fast as may be. */
  async delay(milliseconds: number): Promise<void> {
    const rules = milliseconds > 0 ? [{ kind: 'latency', operation: '*', milliseconds }] : [];
    const response = await fetch(`${this.url}/sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: basic(this.apiKey) },
      body: JSON.stringify({ rules }),
    });
    if (!response.ok) throw new Failure(`The sandbox refused its faults: ${await response.text()}`);
  }
}
