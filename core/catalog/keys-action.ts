import { message } from '../l10n/message';
import { actions, levels, type ActionEntry, type ActionField } from './actions';
import { text, type Choice, type KeyEntry, type Shape, type ValueType } from './keys';

const levelWords: Readonly<Record<string, readonly string[]>> = {
  INFO: ['information', 'debug', 'notice', 'note'],
  WARN: ['warning', 'alert', 'attention'],
  ERROR: ['critical', 'fatal', 'err', 'alarm', 'high'],
};

export const levelType: ValueType = {
  kind: 'choice',
  role: 'level',
  choices: levels.map(({ name, docs }) => ({ name, docs, words: levelWords[name] ?? [] })),
  anyCase: true,
};

const integrationId: KeyEntry = {
  name: 'id',
  type: text('id', { notBlank: true }),
  docs: message('The integration’s id on the server. Nothing is looked up then.'),
};

const integrationEntity: KeyEntry = {
  name: 'entity',
  type: text('entity', { notBlank: true }),
  docs: message('Team or user whose integration it is. Left out: the owner of the scope.'),
};

const slackShape: Shape = {
  id: 'slackIntegration',
  anyOf: [['channel'], ['id']],
  keys: [
    {
      name: 'channel',
      aliases: ['name'],
      type: text('slack-channel', { notBlank: true }),
      example: '"#ml-alerts"',
      docs: message('The Slack channel. The `#` may be left out; with it, the value needs quotes.'),
    },
    {
      name: 'workspace',
      type: text('slack-workspace', { notBlank: true }),
      docs: message('Slack workspace, where several have a channel of that name.'),
    },
    integrationEntity,
    integrationId,
  ],
  docs: message('A Slack channel connected to W&B.'),
};

const webhookShape: Shape = {
  id: 'webhookIntegration',
  anyOf: [['name'], ['id']],
  keys: [
    {
      name: 'name',
      type: text('webhook', { notBlank: true }),
      docs: message('Name of the webhook in the team’s settings.'),
    },
    integrationEntity,
    integrationId,
  ],
  docs: message('A webhook of a team or user.'),
};

const either = (...of: readonly ValueType[]): ValueType => ({ kind: 'either', of });

export const slackType = either(text('slack-channel', { notBlank: true }), {
  kind: 'mapping',
  shape: slackShape,
});
export const webhookType = either(text('webhook', { notBlank: true }), {
  kind: 'mapping',
  shape: webhookShape,
});

function fieldType({ type, variables }: ActionField, { integration }: ActionEntry): ValueType {
  switch (type) {
    case 'integration':
      return integration === 'SlackIntegration' ? slackType : webhookType;
    case 'level':
      return levelType;
    case 'payload':
      return either({ kind: 'free', role: 'payload' }, text('payload'));
    case 'prompt':
      return text('prompt', { notBlank: true });
    case 'string':
      return text(variables ? 'template' : 'text');
  }
}

const fieldKey = (field: ActionField, action: ActionEntry): KeyEntry => ({
  name: field.name,
  ...(field.alias !== undefined && { aliases: [field.alias] }),
  type: fieldType(field, action),
  // `defaults` may name the integration.
  ...(field.required && field.type !== 'integration' && { required: true }),
  ...(field.default !== undefined && { default: field.default || '""' }),
  docs: field.docs,
});

const typeDocs = message('What happens: the name of an action class of the W&B SDK.');

const actionWords: Readonly<Record<string, readonly string[]>> = {
  SendNotification: ['slack', 'notification', 'notify', 'sendslack', 'sendslackmessage', 'message', 'alert'],
  SendWebhook: ['webhook', 'http', 'post', 'callwebhook'],
  DoNothing: ['nothing', 'none', 'noop', 'no-op'],
  SendPromptToAria: ['aria', 'prompt', 'sendprompt'],
};

/** Types of an action: those of the SDK, and their wire names. */
export const actionTypes: readonly Choice[] = [
  ...actions.map(({ name, docs }): Choice => ({ name, docs, words: actionWords[name] ?? [] })),
  ...actions.map(({ wireType, docs }): Choice => ({ name: wireType, docs, hidden: true })),
];

const typeChoice: ValueType = { kind: 'choice', role: 'action-type', choices: actionTypes };
const typeKey: KeyEntry = { name: 'type', type: typeChoice, required: true, docs: typeDocs };

const actionShape = (action: ActionEntry): Shape => ({
  id: action.name,
  keys: [typeKey, ...action.fields.map((field) => fieldKey(field, action))],
  docs: action.docs,
});

const shapes = actions.map((action) => [action, actionShape(action)] as const);

export const rawActionShape: Shape = {
  id: 'action',
  oneOf: [['type'], ['raw']],
  keys: [
    { name: 'type', type: typeChoice, docs: typeDocs },
    {
      name: 'raw',
      type: { kind: 'free', role: 'raw' },
      docs: message(
        'An action that this version doesn’t know, as the server gave it. Read-only: it is kept, never sent.',
      ),
    },
  ],
  docs: message('What happens when the automation fires.'),
};

export const actionVariant: ValueType = {
  kind: 'variant',
  by: 'type',
  shapes: new Map(
    shapes.flatMap(([{ name, wireType }, shape]) => [[name, shape] as const, [wireType, shape] as const]),
  ),
  base: rawActionShape,
};

/** A mapping, or just the type's name. */
export const actionType = either(typeChoice, actionVariant);
