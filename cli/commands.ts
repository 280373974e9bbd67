import { message } from '../core/l10n/message';
import type { Command, OptionEntry } from './command';

const stdinFilename: OptionEntry = {
  type: 'string',
  value: 'PATH',
  docs: message('The name that standard input goes by in messages.'),
};

/** All verbs, in the order of the help. */
export const commands: readonly Command[] = [
  {
    name: 'validate',
    operands: 'FILES|DIRS|-',
    summary: message('Check specs.'),
    options: {
      format: {
        type: 'string',
        value: 'FORMAT',
        choices: ['text', 'json', 'sarif', 'github'],
        docs: message('text (default), json, sarif or github.'),
      },
      'max-warnings': {
        type: 'string',
        value: 'N',
        docs: message('Fail when there are more warnings than this.'),
      },
      'stdin-filename': stdinFilename,
    },
    load: async () => (await import('./commands/validate')).validate,
  },
  {
    name: 'compile',
    operands: 'FILES|DIRS|-',
    summary: message('Show what the server would get.'),
    options: {
      json: { type: 'boolean', docs: message('One JSON document for programs.') },
      offline: { type: 'boolean', docs: message('Look nothing up; ids of names stay null.') },
      'stdin-filename': stdinFilename,
    },
    load: async () => (await import('./commands/compile')).compile,
  },
  {
    name: 'decompile',
    operands: '[FILE|-]',
    summary: message('Turn saved automations (JSON) into a spec.'),
    options: {},
    load: async () => (await import('./commands/decompile')).decompile,
  },
  {
    name: 'fmt',
    operands: 'FILES|DIRS|-',
    summary: message('Format specs.'),
    options: {
      check: { type: 'boolean', docs: message('Change nothing; fail when a file is not formatted.') },
      'stdin-filename': stdinFilename,
    },
    load: async () => (await import('./commands/fmt')).fmt,
  },
  {
    name: 'schema',
    operands: '',
    summary: message('Print the JSON Schema of specs.'),
    options: {},
    load: async () => (await import('./commands/schema')).schema,
  },
  {
    name: 'rules',
    operands: '[CODE…]',
    summary: message('List the rules, or explain some.'),
    options: { json: { type: 'boolean', docs: message('One JSON document for programs.') } },
    load: async () => (await import('./commands/rules')).rules,
  },
  {
    name: 'sandbox',
    operands: '[emit …]',
    summary: message('Run a W&B of your own on this machine.'),
    options: {},
    raw: true,
    load: async () => (await import('./commands/sandbox')).sandbox,
  },
  {
    name: 'lsp',
    operands: '--stdio',
    summary: message('Run the language server for an editor.'),
    options: {},
    raw: true,
    load: async () => (await import('./commands/lsp')).lsp,
  },
];

export function findCommand(name: string): Command | undefined {
  return commands.find((command) => command.name === name);
}
