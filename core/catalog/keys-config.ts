import { assumptionTable, type AssumptionEntry } from './assumptions';
import { text, type Choice, type ChoiceType, type KeyEntry, type Shape } from './keys';
import { rules } from './rules';

/** How `rules` of a configuration call severities. */
const severityChoices: readonly Choice[] = [
  {
    name: 'error',
    docs: {
      en: 'An error: `validate` fails, and the automation is not compiled.',
      ja: 'エラー。`validate` は失敗し、オートメーションはコンパイルされません。',
    },
  },
  {
    name: 'warning',
    words: ['warn'],
    docs: { en: 'A warning.', ja: '警告。' },
  },
  {
    name: 'info',
    words: ['information', 'note', 'notice'],
    docs: { en: 'For information.', ja: '情報。' },
  },
  {
    name: 'hint',
    words: ['suggestion'],
    docs: { en: 'A hint: shown faintly, never counted.', ja: 'ヒント。控えめに表示され、数えられません。' },
  },
  {
    name: 'off',
    words: ['none', 'ignore', 'disable', 'disabled', 'false', 'never'],
    docs: {
      en: 'Not reported. An automation that can’t be compiled is reported all the same.',
      ja: '報告しません。ただしコンパイルできないオートメーションは必ず報告されます。',
    },
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
  docs: {
    en: 'Severities of rules: `error`, `warning`, `info`, `hint` or `off`.',
    ja: 'ルールごとの重大度: `error`・`warning`・`info`・`hint`・`off`。',
  },
};

const assumeShape: Shape = {
  id: 'assume',
  keys: Object.entries<AssumptionEntry>(assumptionTable).map(([name, { values, docs }]): KeyEntry => ({
    name,
    type: { kind: 'choice', role: 'enum', choices: values.map((value) => ({ name: value, docs })) },
    default: values[0],
    docs,
  })),
  docs: {
    en: 'What unit tests and previews assume where W&B’s documentation is silent.',
    ja: 'W&B の文書に書かれていない点について、ユニットテストやプレビューが前提とすること。',
  },
};

/** `wandb-automations.config.yaml`. */
export const configShape: Shape = {
  id: 'config',
  keys: [
    {
      name: 'files',
      type: { kind: 'list', items: text('glob', { notBlank: true }) },
      example: '[automations/**/*.yaml]',
      docs: {
        en: 'More YAML files that are specs: globs, relative to this file’s folder, with `/` between folders. `*.automation.yaml` are specs anyway.',
        ja: 'スペックとして扱う YAML ファイルを追加します。このファイルのフォルダーからの相対 glob で、区切りは `/` です。`*.automation.yaml` は常にスペックです。',
      },
    },
    {
      name: 'host',
      type: text('host', { notBlank: true }),
      default: 'https://api.wandb.ai',
      example: 'https://wandb.example.com',
      docs: {
        en: 'Base URL of the W&B server that this repository’s automations belong to. Your key goes there only if you have signed in to it yourself.',
        ja: 'このリポジトリーのオートメーションが属する W&B サーバーのベース URL。自分でサインインしたサーバーでなければ、キーは送られません。',
      },
    },
    {
      name: 'entity',
      type: text('entity', { notBlank: true }),
      example: 'my-team',
      docs: {
        en: 'The team whose names are proposed first.',
        ja: '補完で最初に提案される名前を持つチーム。',
      },
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
      docs: {
        en: 'The lock file, relative to this file’s folder: it remembers which automations this repository owns.',
        ja: 'ロックファイル (このファイルのフォルダーからの相対パス)。このリポジトリーが所有するオートメーションを記録します。',
      },
    },
    {
      name: 'assume',
      type: { kind: 'mapping', shape: assumeShape },
      example: '{short_history: partial}',
      docs: assumeShape.docs,
    },
  ],
  docs: {
    en: 'What holds for all specs of a folder, in the editor and on the command line alike.',
    ja: 'フォルダー内のすべてのスペックに適用される設定。エディターとコマンドラインの両方で有効です。',
  },
};
