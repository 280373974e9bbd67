import { text } from 'node:stream/consumers';
import { processEnvironment, type Environment } from '../node/environment';
import { detectLocale, loadTranslations } from '../node/translations';
import { productVersion } from './product';
import { run } from './run';
import type { Terminal } from './terminal';

/** The program `wandb-automations`. Sets the exit code of the process, so that what was printed is written before it ends. */
export async function main(argv: readonly string[]): Promise<void> {
  if (argv[0] === '--version' || argv[0] === '-v') {
    process.stdout.write(`${productVersion()}\n`);
    return;
  }
  // A reader that goes away (`| head`) is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const environment = processEnvironment();
  process.exitCode = await run(argv, processTerminal(environment), {
    locale: detectLocale(environment),
    translations: loadTranslations,
  });
}

function processTerminal(environment: Environment): Terminal {
  return {
    environment,
    out: (output) => void process.stdout.write(output),
    err: (output) => void process.stderr.write(output),
    stdin: () => text(process.stdin),
  };
}
