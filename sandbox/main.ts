import { renderMessage, message, type Message } from '../core/l10n/message';
import { detectLocale, loadTranslations } from '../node/translations';
import { processEnvironment } from '../node/environment';
import { readIfThere } from '../node/files';
import { emit } from './emit/emit';
import { faultsSchema, type FaultsConfig } from './faults';
import { PortInUseError } from './http/listen';
import { DataError, parseAs } from './data/parse';
import { help, readCommand, type Command } from './options';
import { SeedError, seedNamed } from './seed/seed';
import { startSandbox, type Sandbox } from './server';

/** Wrong use, or a file or port that can't be had. */
const failure = 2;

/**
 * The program: serves until it is told to end, or tells a sandbox that runs what is to happen (`emit …`). Answers the exit code,
 * and sets it.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const translations = loadTranslations(detectLocale(processEnvironment()));
  const render = (sentence: Message): string => renderMessage(sentence, translations);
  const code =
    argv[0] === 'emit' ? await emit(argv.slice(1), process, render) : await serve(readCommand(argv), render);
  process.exitCode = code;
  return code;
}

async function serve(command: Command, render: (sentence: Message) => string): Promise<number> {
  if (command.kind === 'help') {
    process.stdout.write(`${render(help)}\n`);
    return 0;
  }
  try {
    if (command.kind === 'wrong') throw new SeedError(command.sentence);
    const sandbox = await start(command);
    const { url, apiKey, port } = sandbox;
    process.stdout.write(`${JSON.stringify({ url, apiKey, port })}\n`);
    await untilTold(command.exitWithParent);
    await sandbox.close();
    return 0;
  } catch (error) {
    const sentence = sentenceOf(error);
    if (!sentence) throw error;
    process.stderr.write(
      `${error instanceof SeedError && error.place ? `${error.place}: ` : ''}${render(sentence)}\n`,
    );
    return failure;
  }
}

async function start(command: Extract<Command, { kind: 'serve' }>): Promise<Sandbox> {
  const { port, profile, seed, state, allowNetwork } = command;
  const faults = command.faults === undefined ? undefined : await readFaults(command.faults);
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  return startSandbox({
    port,
    profile,
    seed: seedNamed(seed),
    allowNetwork,
    ...(state !== undefined && { state }),
    ...(faults && { faults }),
    ...(command.verbose && { log }),
  });
}

async function readFaults(path: string): Promise<FaultsConfig> {
  const text = await readIfThere(path);
  if (text === undefined) throw new SeedError(message('There is no file {0}.', path));
  try {
    return parseAs(faultsSchema, text);
  } catch (error) {
    throw error instanceof DataError ? new SeedError(error.sentence, `${path}:${error.line}`) : error;
  }
}

function untilTold(exitWithParent: boolean): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
    if (exitWithParent) process.stdin.once('close', () => resolve()).resume();
  });
}

function sentenceOf(error: unknown): Message | undefined {
  if (error instanceof SeedError) return error.sentence;
  if (error instanceof PortInUseError)
    return message(
      'Port {0} is in use. Another sandbox may be running; choose one with --port, or none at all.',
      error.port,
    );
  return undefined;
}
