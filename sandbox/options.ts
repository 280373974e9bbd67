import { parseArgs } from 'node:util';
import { message, type Message } from '../core/l10n/message';
import { profileNames, type ProfileName } from './profiles';

/** What the command line asks for. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly sentence: Message }
  | {
      readonly kind: 'serve';
      readonly port: number;
      readonly profile: ProfileName;
      readonly seed: string;
      readonly state: string | undefined;
      readonly faults: string | undefined;
      readonly allowNetwork: boolean;
      /** Ends when standard input does, which is when whoever started the sandbox has gone. */
      readonly exitWithParent: boolean;
      /** Tells on standard error what could not be answered. */
      readonly verbose: boolean;
    };

const serveOptions = {
  port: { type: 'string' },
  profile: { type: 'string' },
  seed: { type: 'string' },
  state: { type: 'string' },
  faults: { type: 'string' },
  'allow-network': { type: 'boolean' },
  'exit-with-parent': { type: 'boolean' },
  verbose: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;

/** The complaint about arguments that `parseArgs` refused. */
export function argumentProblem(argv: readonly string[], known: Options): Message {
  const nameOf = (argument: string): string => argument.replace(/^--?|=.*$/g, '');
  const unknown = argv.find((argument) => argument.startsWith('-') && !(nameOf(argument) in known));
  if (unknown !== undefined) return message('Unknown argument {0}. See --help.', unknown);
  const bare = argv.find((argument, index) => {
    const takesValue = known[nameOf(argument)]?.type === 'string' && argument.startsWith('--');
    return takesValue && !argument.includes('=') && (argv[index + 1]?.startsWith('-') ?? true);
  });
  if (bare !== undefined) return message('{0} needs a value. See --help.', bare);
  return message(
    'Unknown argument {0}. See --help.',
    argv.find((argument) => !argument.startsWith('-')) ?? '',
  );
}

const wrong = (sentence: Message): Command => ({ kind: 'wrong', sentence });

/** Reads the arguments behind `sandbox`. */
export function readCommand(argv: readonly string[]): Command {
  let values: ReturnType<typeof parseArgs<{ options: typeof serveOptions }>>['values'];
  try {
    values = parseArgs({ args: [...argv], options: serveOptions }).values;
  } catch {
    return wrong(argumentProblem(argv, serveOptions));
  }
  if (values.help) return { kind: 'help' };
  const port = /^\d{1,5}$/.test(values.port ?? '0') ? Number(values.port ?? 0) : NaN;
  if (!(port <= 65_535))
    return wrong(message('--port must be a number from 0 to 65535, not {0}.', values.port ?? ''));
  const profile = profileNames.find((name) => name === (values.profile ?? 'saas'));
  if (!profile)
    return wrong(
      message('--profile must be one of {0}, not {1}.', profileNames.join(', '), values.profile ?? ''),
    );
  return {
    kind: 'serve',
    port,
    profile,
    seed: values.seed ?? 'demo',
    state: values.state,
    faults: values.faults,
    allowNetwork: values['allow-network'] ?? false,
    exitWithParent: values['exit-with-parent'] ?? false,
    verbose: values.verbose ?? false,
  };
}

/** What `--help` says. */
export const help: Message = message(
  `Usage: wandb-automations sandbox [options]
       wandb-automations sandbox emit … (see sandbox emit --help)

Runs a W&B of your own on 127.0.0.1 and prints one line of JSON: url, apiKey, port.

  --port N             port to listen on; 0 or absent: any free one
  --profile NAME       server version: saas, dedicated-0.83, server-0.75, server-0.69, server-0.67
  --seed NAME|FILE     demo, empty, big:AUTOMATIONS,PROJECTS,RUNS, or a file written by --state
  --state FILE         keep everything in this file, and start from it when it is there
  --faults FILE        go wrong as this file says
  --allow-network      let webhooks call other machines than this one
  --exit-with-parent   end when standard input is closed
  --verbose            tell what could not be answered`,
);
