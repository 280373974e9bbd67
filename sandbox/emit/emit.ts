import { parseArgs } from 'node:util';
import { message } from '../../core/l10n/message';
import { argumentProblem } from '../options';
import type { Surroundings } from '../program';
import { demoApiKey } from '../seed/people';
import { EmitError, requestFor, type RestRequest } from './requests';

const options = {
  url: { type: 'string' },
  'api-key': { type: 'string' },
  name: { type: 'string' },
  state: { type: 'string' },
  step: { type: 'string' },
  type: { type: 'string' },
  metadata: { type: 'string' },
  alias: { type: 'string', multiple: true },
  tag: { type: 'string', multiple: true },
  system: { type: 'boolean' },
  remove: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const help = message(`Usage: wandb-automations sandbox emit [--url URL] [--api-key KEY] WHAT

  run ENTITY/PROJECT [--name NAME] [--state STATE]
  metric ENTITY/PROJECT/RUN METRIC=VALUE… [--step N] [--system]
  state ENTITY/PROJECT/RUN running|finished|failed|crashed|killed|pending
  artifact ENTITY/PROJECT/COLLECTION [--type TYPE] [--alias A]… [--tag T]… [--metadata JSON]
  link ENTITY/PROJECT/COLLECTION:VERSION ENTITY/PROJECT/COLLECTION [--alias A]…
  unlink ENTITY/PROJECT/COLLECTION:VERSION
  alias ENTITY/PROJECT/COLLECTION:VERSION ALIAS… [--remove]
  tag ENTITY/PROJECT/COLLECTION[:VERSION] TAG… [--remove]
  slack | executions | decisions | reset

URL and key are those that the sandbox printed; absent: WANDB_BASE_URL, and WANDB_API_KEY or the key of the demo.`);

/** What `emit` needs of the program's surroundings. */
type EmitSurroundings = Pick<Surroundings, 'env' | 'out' | 'err' | 'render'>;

/** Makes something happen in a sandbox that runs, and prints its answer. Answers the exit code: 1 for a refusal, 2 for wrong use. */
export async function emit(
  argv: readonly string[],
  { env, out, err, render }: EmitSurroundings,
): Promise<number> {
  try {
    const { values, positionals } = readArguments(argv);
    if (values.help) {
      out(`${render(help)}\n`);
      return 0;
    }
    const request = requestFor(positionals, values);
    const url = values.url ?? env['WANDB_BASE_URL'];
    if (!url || !URL.canParse(url)) throw new EmitError(message('Say with --url where the sandbox is.'));
    const key = values['api-key'] ?? env['WANDB_API_KEY'] ?? demoApiKey('demo');
    const { ok, answer } = await send(url, key, request);
    if (ok) out(`${JSON.stringify(answer, null, 2)}\n`);
    else err(`${answer.error ?? render(message('No sandbox answers at {0}.', url))}\n`);
    return ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof EmitError)) throw error;
    err(`${render(error.sentence)}\n`);
    return 2;
  }
}

function readArguments(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch {
    throw new EmitError(argumentProblem(argv, options));
  }
}

interface Reply {
  readonly ok: boolean;
  readonly answer: { readonly error?: string };
}

async function send(url: string, key: string, { method, path, body }: RestRequest): Promise<Reply> {
  try {
    const response = await fetch(new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { ok: response.ok, answer: (await response.json()) as Reply['answer'] };
  } catch {
    return { ok: false, answer: {} }; // nobody there, or somebody who is no sandbox
  }
}
