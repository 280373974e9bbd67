import { message, type Message } from '../core/l10n/message';
import type { Command } from './command';
import { commands } from './commands';

type Render = (message: Message) => string;

/** The help of the program. */
export function programHelp(render: Render): string {
  return [
    render(message('W&B automations as code: check, compile and format specs, and try them out.')),
    '',
    render(message('Usage:')),
    '  wandb-automations VERB …',
    '',
    ...table(
      commands.map(({ name, operands, summary }) => [`${name} ${operands}`.trimEnd(), render(summary)]),
    ),
    '',
    ...table([
      ['--locale en|ja', render(message('Language of the output.'))],
      ['--version', render(message('Print the version.'))],
      ['VERB --help', render(message('Say more about one verb.'))],
    ]),
    '',
    render(
      message('Exit code: 0 fine, 1 problems found, 2 wrong usage or a file that cannot be read or written.'),
    ),
    '',
  ].join('\n');
}

/** The help of one verb. */
export function commandHelp({ name, operands, summary, options }: Command, render: Render): string {
  const rows = Object.entries(options).map(([option, { value, docs }]): [string, string] => [
    value === undefined ? `--${option}` : `--${option} ${value}`,
    render(docs),
  ]);
  return [
    render(summary),
    '',
    render(message('Usage:')),
    `  wandb-automations ${name}${rows.length > 0 ? ` [${render(message('options'))}]` : ''} ${operands}`.trimEnd(),
    ...(rows.length > 0 ? ['', ...table(rows)] : []),
    '',
  ].join('\n');
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
