import { message } from '../l10n/message';
import { assumptionTable, type AssumptionEntry } from './assumptions';
import { text, type Choice, type ChoiceType, type KeyEntry, type Shape } from './keys';
import { rules } from './rules';

/** How `rules` of a configuration call severities. */
const severityChoices: readonly Choice[] = [
  {
    name: 'error',
    docs: message('An error: `validate` fails, and the automation is not compiled.'),
  },
  {
    name: 'warning',
    words: ['warn'],
    docs: message('A warning.'),
  },
  {
    name: 'info',
    words: ['information', 'note', 'notice'],
    docs: message('For information.'),
  },
  {
    name: 'hint',
    words: ['suggestion'],
    docs: message('A hint: shown faintly, never counted.'),
  },
  {
    name: 'off',
    words: ['none', 'ignore', 'disable', 'disabled', 'false', 'never'],
    docs: message('Not reported. An automation that can’t be compiled is reported all the same.'),
  },
];

const severity: ChoiceType = { kind: 'choice', role: 'severity', choices: severityChoices };

export const rulesShape: Shape = {
  id: 'rules',
  keys: rules.map(({ code, severity: standard, summary }): KeyEntry => ({
    name: code,
    type: severity,
    default: standard === 'information' ? 'info' : standard,
    docs: summary,
  })),
  docs: message('Severities of rules: `error`, `warning`, `info`, `hint` or `off`.'),
};

const assumeShape: Shape = {
  id: 'assume',
  keys: Object.entries<AssumptionEntry>(assumptionTable).map(([name, { values, docs }]): KeyEntry => ({
    name,
    type: { kind: 'choice', role: 'enum', choices: values.map((value) => ({ name: value, docs })) },
    default: values[0],
    docs,
  })),
  docs: message('What unit tests and previews assume where W&B’s documentation is silent.'),
};

/** `wandb-automations.config.yaml`. */
export const configShape: Shape = {
  id: 'config',
  keys: [
    {
      name: 'files',
      type: { kind: 'list', items: text('glob', { notBlank: true }) },
      example: '[automations/**/*.yaml]',
      docs: message(
        'More YAML files that are specs: globs, relative to this file’s folder, with `/` between folders. `*.automation.yaml` are specs anyway.',
      ),
    },
    {
      name: 'host',
      type: text('host', { notBlank: true }),
      default: 'https://api.wandb.ai',
      example: 'https://wandb.example.com',
      docs: message(
        'Base URL of the W&B server that this repository’s automations belong to. Your key goes there only if you have signed in to it yourself.',
      ),
    },
    {
      name: 'entity',
      type: text('entity', { notBlank: true }),
      example: 'my-team',
      docs: message('The team whose names are proposed first.'),
    },
    {
      name: 'rules',
      type: { kind: 'mapping', shape: rulesShape },
      example: '{redundant-default: off}',
      docs: rulesShape.docs,
    },
    {
      name: 'lock',
      type: text('path', { notBlank: true }),
      default: 'wandb-automations.lock.json',
      docs: message(
        'The lock file, relative to this file’s folder: it remembers which automations this repository owns.',
      ),
    },
    {
      name: 'assume',
      type: { kind: 'mapping', shape: assumeShape },
      example: '{short_history: partial}',
      docs: assumeShape.docs,
    },
  ],
  docs: message('What holds for all specs of a folder, in the editor and on the command line alike.'),
};
