import { text, type Choice, type KeyEntry, type Shape, type ValueType } from './keys';
import { scopes } from './scopes';

const scopeTypes: readonly Choice[] = scopes.map(({ kind, docs }) => ({ name: kind, docs }));

export const scopeShape: Shape = {
  id: 'scope',
  oneOf: [...scopes.map(({ kind }) => [kind]), ['type', 'id'], ['raw']],
  keys: [
    ...scopes.map(({ kind, docs, example }): KeyEntry => ({
      name: kind,
      type: text(kind, { notBlank: true }),
      example,
      docs,
    })),
    {
      name: 'type',
      type: { kind: 'choice', role: 'scope-type', choices: scopeTypes },
      docs: {
        en: 'Kind of a scope that is given by its `id`.',
        ja: '`id` で指定するスコープの種類。',
      },
    },
    {
      name: 'id',
      type: text('id', { notBlank: true }),
      docs: {
        en: 'The scope’s id on the server, with its `type`. Nothing is looked up then. Ids hold for one host only; names travel.',
        ja: 'サーバー上のスコープの id。`type` と一緒に書きます。検索は行われません。id は 1 つのホストでしか通用しないため、通常は名前を使ってください。',
      },
    },
    {
      name: 'raw',
      type: { kind: 'free', role: 'raw' },
      docs: {
        en: 'A scope that this version doesn’t know, as the server gave it. Read-only: it is kept, never sent.',
        ja: 'このバージョンが知らないスコープを、サーバーから受け取ったまま保持します。読み取り専用で、送信されません。',
      },
    },
  ],
  docs: {
    en: 'Where the event must happen: exactly one of `project`, `registry`, `collection`, `team`, `organization`.',
    ja: 'イベントが起きる場所。`project`・`registry`・`collection`・`team`・`organization` のいずれか 1 つです。',
  },
};

const scopeType: ValueType = { kind: 'mapping', shape: scopeShape };

/** `scope` and `scopes`, for automations and for `defaults`. */
export const scopeKeys: readonly KeyEntry[] = [
  {
    name: 'scope',
    type: scopeType,
    excludes: ['scopes'],
    example: '{project: my-team/finetune}',
    docs: {
      en: 'Where the event must happen: a project, registry, collection, team or organization. Required unless it stands in `defaults`.',
      ja: 'イベントが起きる場所 (プロジェクト・レジストリ・コレクション・チーム・組織)。`defaults` になければ必須です。',
    },
  },
  {
    name: 'scopes',
    type: { kind: 'list', items: scopeType, notEmpty: true },
    excludes: ['scope'],
    docs: {
      en: 'Several scopes. Each of them makes an automation of its own, with the same name, event and action.',
      ja: '複数のスコープ。それぞれが同じ名前・イベント・アクションを持つ別々のオートメーションになります。',
    },
  },
];
