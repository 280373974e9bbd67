import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * What is open: nothing (`*.none.suite.ts`), an empty folder (`*.empty.suite.ts`, and `*.bare.suite.ts` for what nothing may have been written before), one that isn't trusted
 * (`*.restricted.suite.ts`), two folders (`*.folders.suite.ts`), a copy of the examples (all other suites), or an empty folder
 * beside a big W&B (`*.bench.ts`).
 */
export type Workspace = 'none' | 'bare' | 'empty' | 'restricted' | 'folders' | 'examples' | 'bench';

/** What the program outside (test/host) hands to the suite inside, through the environment of the extension host. */
export interface SuiteEnvironment {
  /** File to write the {@link SuiteResult} to. */
  readonly WANDB_AUTOMATIONS_TEST_RESULT: string;
  /** File with `{ url, apiKey }` of the sandbox that runs beside. */
  readonly WANDB_AUTOMATIONS_TEST_SANDBOX: string;
  /** Which suites to run. */
  readonly WANDB_AUTOMATIONS_TEST_WORKSPACE: Workspace;
  /** Which part of them: `2/3` is every third file, from the second on. */
  readonly WANDB_AUTOMATIONS_TEST_PART: string;
  /** Only tests whose name has this in it; empty for all. */
  readonly WANDB_AUTOMATIONS_TEST_GREP: string;
}

/** How the suite's first line begins, and its last one: what VS Code itself says before and after is not shown. */
export const SUITE_STARTS = 'Inside VS Code ';
export const SUITE_ENDS = 'Leaving VS Code';

export interface SuiteResult {
  /** Version of the VS Code that ran it. */
  readonly version: string;
  readonly passed: number;
  readonly failed: number;
  /** Full name of each test that failed, and what it said. */
  readonly failures: readonly string[];
  /** The same of each that had to be tried twice. */
  readonly secondTries: readonly string[];
}

/** What was measured: milliseconds by name. */
export type Measured = Readonly<
  Record<string, readonly { readonly wall: number; readonly undisturbed: number }[]>
>;

/** File for the {@link Measured} of `*.bench.ts`. */
export const measuredFile = (resultFile: string): string => join(dirname(resultFile), 'measured.json');

export function environment(name: keyof SuiteEnvironment): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start the suite with node out/host/test.js.`);
  return value;
}

/** The sandbox that runs beside the suite, with its demo data; shared by all tests. */
export function sandbox(): { readonly url: string; readonly apiKey: string } {
  return JSON.parse(readFileSync(environment('WANDB_AUTOMATIONS_TEST_SANDBOX'), 'utf8')) as {
    url: string;
    apiKey: string;
  };
}
