import { parseArgs } from 'node:util';
import { message, type Message } from '../../core/l10n/message';
import { demoApiKey } from '../seed/people';
import { EmitError, requestFor } from './requests';

interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  readonly env: Readonly<Record<string, string | undefined>>;
}

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
  slack | executions | reset

URL and key are those that the sandbox printed; absent: WANDB_BASE_URL, and WANDB_API_KEY or the key of the demo.`);

/** Makes something happen in a sandbox that runs, and prints its answer. Answers the exit code: 1 for a refusal, 2 for wrong use. */
export async function emit(
  argv: readonly string[],
  streams: Streams,
  render: (sentence: Message) => string,
): Promise<number> {
  const fail = (code: number, text: string): number => {
    streams.stderr.write(`${text}\n`);
    return code;
  };
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    if (values.help || positionals.length === 0) {
      streams.stdout.write(`${render(help)}\n`);
      return values.help ? 0 : 2;
    }
    const url = values.url ?? streams.env['WANDB_BASE_URL'];
    if (!url) return fail(2, render(message('Say with --url where the sandbox is.')));
    const key = values['api-key'] ?? streams.env['WANDB_API_KEY'] ?? demoApiKey('demo');
    const { method, path, body } = requestFor(positionals, values);
    const response = await fetch(new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as { readonly error?: string };
    if (!response.ok) return fail(1, answer.error ?? `status ${response.status}`);
    streams.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    return 0;
  } catch (error) {
    if (error instanceof EmitError) return fail(2, render(error.sentence));
    if (error instanceof TypeError && 'code' in error) return fail(2, error.message);
    if (error instanceof TypeError) return fail(2, render(message('No sandbox answers there.')));
    throw error;
  }
}
