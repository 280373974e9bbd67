import { message, type Message } from '../core/l10n/message';
import { DataError, parseAs } from './data/parse';
import { emit } from './emit/emit';
import { faultsSchema, type FaultsConfig } from './faults';
import { PortError } from './http/listen';
import { help, readCommand, type Command } from './options';
import { readText, SeedError, seedNamed } from './seed/seed';
import { startSandbox, type Sandbox } from './server';

/** Where the program reads and writes. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** In the user's language. */
  readonly render: (message: Message) => string;
  /** Resolves when the program is to end. */
  readonly untilTold: (exitWithParent: boolean) => Promise<void>;
}

/** Wrong use, or a file or port that can't be had. */
const failure = 2;

/** Serves until it is told to end, or tells a sandbox that runs what is to happen (`emit …`). Answers the exit code. */
export async function runProgram(argv: readonly string[], around: Surroundings): Promise<number> {
  if (argv[0] === 'emit') return emit(argv.slice(1), around);
  const command = readCommand(argv);
  switch (command.kind) {
    case 'help':
      around.out(`${around.render(help)}\n`);
      return 0;
    case 'wrong':
      around.err(`${around.render(command.sentence)}\n`);
      return failure;
    case 'serve':
      return serve(command, around);
  }
}

type Serve = Extract<Command, { kind: 'serve' }>;

async function serve(command: Serve, around: Surroundings): Promise<number> {
  try {
    const sandbox = await start(command, around);
    const { url, apiKey, port } = sandbox;
    around.out(`${JSON.stringify({ url, apiKey, port })}\n`);
    await around.untilTold(command.exitWithParent);
    await sandbox.close();
    return 0;
  } catch (error) {
    const complaint = complaintOf(error);
    if (!complaint) throw error;
    const { place, sentence } = complaint;
    around.err(`${place === undefined ? '' : `${place}: `}${around.render(sentence)}\n`);
    return failure;
  }
}

async function start(command: Serve, { err, render }: Surroundings): Promise<Sandbox> {
  const { port, profile, seed, state, allowNetwork, verbose } = command;
  const faults = command.faults === undefined ? undefined : await readFaults(command.faults);
  return startSandbox({
    port,
    profile,
    seed: seedNamed(seed),
    allowNetwork,
    warn: (sentence) => err(`${render(sentence)}\n`),
    ...(state !== undefined && { state }),
    ...(faults && { faults }),
    ...(verbose && { log: (line) => err(`${line}\n`) }),
  });
}

async function readFaults(path: string): Promise<FaultsConfig> {
  const text = await readText(path);
  if (text === undefined) throw new SeedError(message('There is no file {0}.', path));
  try {
    return parseAs(faultsSchema, text);
  } catch (error) {
    throw error instanceof DataError ? new SeedError(error.sentence, `${path}:${error.line}`) : error;
  }
}

function complaintOf(error: unknown): { readonly place?: string; readonly sentence: Message } | undefined {
  if (error instanceof SeedError) {
    const { place, sentence } = error;
    return place === undefined ? { sentence } : { place, sentence };
  }
  if (!(error instanceof PortError)) return undefined;
  const { port, inUse } = error;
  if (!inUse) return { sentence: message('Port {0} cannot be used: {1}', port, error.message) };
  return {
    sentence: message(
      'Port {0} is in use. Another sandbox may be running; choose one with --port, or none at all.',
      port,
    ),
  };
}
