import * as z from 'zod/mini';
import { randomNumbers } from './store/recipe';

const status = z.literal([400, 401, 403, 404, 408, 409, 413, 422, 429, 500, 501, 503, 504]);

const what = z.discriminatedUnion('kind', [
  /** Waits before doing anything. */
  z.strictObject({ kind: z.literal('latency'), milliseconds: z.number().check(z.nonnegative()), ...when() }),
  /** Answers with an error before anything took effect. `retryAfter` in seconds. */
  z.strictObject({ kind: z.literal('status'), status, retryAfter: z.optional(z.number()), ...when() }),
  /** A proxy in between that lost the server. */
  z.strictObject({ kind: z.literal('html-502'), ...when() }),
  /** The connection breaks before the request took effect. */
  z.strictObject({ kind: z.literal('reset-before'), ...when() }),
  /** It took effect, then the connection breaks. */
  z.strictObject({ kind: z.literal('reset-after'), ...when() }),
  /** It took effect; half of the answer comes, then the connection breaks. */
  z.strictObject({ kind: z.literal('truncated-body'), ...when() }),
  /** The right answer under `text/html`. */
  z.strictObject({ kind: z.literal('wrong-content-type'), ...when() }),
  /** The right answer, and errors beside it. */
  z.strictObject({ kind: z.literal('partial-errors'), ...when() }),
  /** Connections answer no items, but more pages. */
  z.strictObject({ kind: z.literal('empty-page'), ...when() }),
  /** Connections answer the cursor that they were asked with, and more pages. */
  z.strictObject({ kind: z.literal('duplicate-cursor'), ...when() }),
]);

function when() {
  return {
    /** Name of an operation, one of its root fields, a path of the server (`/oidc/token`), or `*`. */
    operation: z.string(),
    /** At which matching calls, counted from 1. Absent: at all. */
    calls: z.optional(z.array(z.int().check(z.positive()))),
    /** How likely at such a call. Absent: surely. */
    probability: z.optional(z.number().check(z.gte(0), z.lte(1))),
  };
}

/** The content of a `--faults` file and of `POST /sandbox/faults`. */
export const faultsSchema = z.strictObject({ seed: z.optional(z.int()), rules: z.array(what) });

export type FaultsConfig = z.infer<typeof faultsSchema>;
export type Fault = z.infer<typeof what>;

/** Decides at which calls what goes wrong. The same calls in the same order fail the same way: chance has a seed. */
export class Faults {
  private readonly rules: readonly { readonly fault: Fault; readonly random: () => number; calls: number }[];

  constructor({ seed = 1, rules }: FaultsConfig = { rules: [] }) {
    this.rules = rules.map((fault, index) => ({
      fault,
      random: randomNumbers(seed * 1000 + index),
      calls: 0,
    }));
  }

  /** The faults of this call, which is known by any of these names. One without a name has none. */
  take(names: readonly string[]): readonly Fault[] {
    const due: Fault[] = [];
    for (const rule of this.rules) {
      const { operation, calls, probability } = rule.fault;
      if (names.length === 0 || (operation !== '*' && !names.includes(operation))) continue;
      rule.calls++;
      const chance = probability === undefined ? 0 : rule.random();
      if ((!calls || calls.includes(rule.calls)) && chance < (probability ?? 1)) due.push(rule.fault);
    }
    return due;
  }
}
