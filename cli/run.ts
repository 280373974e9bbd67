import { parseArgs } from 'node:util';
import { message, renderMessage, type Locale, type Message, type Translations } from '../core/l10n/message';
import { parseArgsOptions, type Command, type Invocation } from './command';
import { commands, findCommand } from './commands';
import { commandHelp, programHelp } from './help';
import type { ExitCode, Terminal } from './terminal';
import { UsageError } from './usage-error';

/** What the program is told about languages. */
export interface Languages {
  /** Of the environment. */
  readonly locale: Locale;
  translations(locale: Locale): Translations;
}

/** Everything the program does, with the outside world handed in. */
export async function run(
  argv: readonly string[],
  terminal: Terminal,
  languages: Languages,
): Promise<ExitCode> {
  let { locale } = languages;
  const render = (text: Message): string => renderMessage(text, languages.translations(locale));
  try {
    const [verb = '--help'] = argv;
    const command = findCommand(verb);
    if (command?.raw) {
      return await (
        await command.load()
      )({ options: {}, positionals: argv.slice(1), terminal, locale, render });
    }
    const { values, positionals } = parse(argv.slice(command ? 1 : 0), command);
    locale = chosenLocale(values['locale']) ?? locale;
    if (!command) {
      if (positionals[0] !== undefined) throw unknownVerb(positionals[0]);
      terminal.out(programHelp(render));
      return 0;
    }
    if (values['help'] === true) {
      terminal.out(commandHelp(command, render));
      return 0;
    }
    checkChoices(command, values);
    return await (
      await command.load()
    )({ options: values, positionals, terminal, locale, render });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.err(`${render(error.sentence)}\n`);
    return 2;
  }
}

function chosenLocale(value: string | boolean | undefined): Locale | undefined {
  if (value === undefined || value === 'en' || value === 'ja') return value;
  throw wrongChoice('--locale', ['en', 'ja']);
}

interface Parsed {
  readonly values: Invocation['options'];
  readonly positionals: readonly string[];
}

function parse(args: readonly string[], command: Command | undefined): Parsed {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: parseArgsOptions(command),
      allowPositionals: true,
      strict: true,
    });
    return { values: values as Invocation['options'], positionals };
  } catch (error) {
    // parseArgs says in English which option it didn't understand, at more length than is useful here.
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new UsageError(
      message(
        '{0}. See "wandb-automations {1}".',
        sentence.replace(/\.$/, ''),
        `${command?.name ?? ''} --help`.trim(),
      ),
    );
  }
}

function checkChoices({ options }: Command, values: Invocation['options']): void {
  for (const [name, { choices }] of Object.entries(options)) {
    const value = values[name];
    if (choices && typeof value === 'string' && !choices.includes(value))
      throw wrongChoice(`--${name}`, choices);
  }
}

function wrongChoice(option: string, choices: readonly string[]): UsageError {
  return new UsageError(message('{0} must be one of {1}.', option, choices.join(', ')));
}

function unknownVerb(verb: string): UsageError {
  return new UsageError(
    message('Unknown verb "{0}". There are {1}.', verb, commands.map(({ name }) => name).join(', ')),
  );
}
