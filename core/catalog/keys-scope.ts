import { message } from '../l10n/message';
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
      docs: message('Kind of a scope that is given by its `id`.'),
    },
    {
      name: 'id',
      type: text('id', { notBlank: true }),
      docs: message(
        'The scope’s id on the server, with its `type`. Nothing is looked up then. Ids hold for one host only; names travel.',
      ),
    },
    {
      name: 'raw',
      type: { kind: 'free', role: 'raw' },
      docs: message(
        'A scope that this version doesn’t know, as the server gave it. Read-only: it is kept, never sent.',
      ),
    },
  ],
  docs: message(
    'Where the event must happen: exactly one of `project`, `registry`, `collection`, `team`, `organization`.',
  ),
};

const scopeType: ValueType = { kind: 'mapping', shape: scopeShape };

/** `scope` and `scopes`, for automations and for `defaults`. */
export const scopeKeys: readonly KeyEntry[] = [
  {
    name: 'scope',
    type: scopeType,
    excludes: ['scopes'],
    example: '{project: my-team/finetune}',
    docs: message(
      'Where the event must happen: a project, registry, collection, team or organization. Required unless it stands in `defaults`.',
    ),
  },
  {
    name: 'scopes',
    type: { kind: 'list', items: scopeType, notEmpty: true },
    excludes: ['scope'],
    docs: message(
      'Several scopes. Each of them makes an automation of its own, with the same name, event and action.',
    ),
  },
];
