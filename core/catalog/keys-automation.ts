import { message } from '../l10n/message';
import { actionType, levelType, slackType, webhookType } from './keys-action';
import { eventType } from './keys-event';
import { scopeKeys } from './keys-scope';
import { text, type KeyEntry, type Shape } from './keys';

/** Longest name of an automation, in code points. Source: server schema. */
export const maxNameLength = 255;

const automationKeys: readonly KeyEntry[] = [
  {
    name: 'name',
    type: text('name', { notBlank: true, maxLength: maxNameLength }),
    required: true,
    example: 'my-automation',
    docs: message(
      'Name of the automation, 1 to 255 characters, unique in its scope. It is how the automation is found on the server.',
    ),
  },
  {
    name: 'description',
    type: text('text'),
    docs: message('What it is for. Left out: an existing description stays. `""` clears it.'),
  },
  {
    name: 'enabled',
    type: { kind: 'boolean' },
    docs: message(
      'Whether it fires. Left out: true when it is created; on update what is set in the App stays, so that a silenced alert stays silent.',
    ),
  },
  ...scopeKeys,
  {
    name: 'event',
    type: eventType,
    required: true,
    docs: message('What is watched: a mapping with `type` and `filter`, or just the type’s name.'),
  },
  {
    name: 'action',
    type: actionType,
    required: true,
    docs: message('What happens then: a mapping with `type` and its keys, or just the type’s name.'),
  },
  {
    name: 'previous_name',
    type: text('automation-name', { notBlank: true }),
    docs: message(
      'Name until now. The automation of that name in this scope is renamed instead of created anew. Remove it afterwards.',
    ),
  },
  {
    name: 'id',
    type: text('id', { notBlank: true }),
    docs: message('Pins the entry to one automation of one host, whatever its name there.'),
  },
];

export const automationShape: Shape = {
  id: 'automation',
  keys: automationKeys,
  docs: message('One automation: where (`scope`), when (`event`), what (`action`).'),
};

export const defaultsShape: Shape = {
  id: 'defaults',
  keys: [
    ...scopeKeys,
    {
      name: 'enabled',
      type: { kind: 'boolean' },
      docs: message('For automations without `enabled`.'),
    },
    {
      name: 'level',
      type: levelType,
      docs: message('For every `SendNotification` without a level.'),
    },
    {
      name: 'slack',
      type: slackType,
      example: '"#ml-alerts"',
      docs: message('Slack channel for every `SendNotification` without `integration`.'),
    },
    {
      name: 'webhook',
      type: webhookType,
      docs: message('Webhook for every `SendWebhook` without `integration`.'),
    },
  ],
  docs: message(
    'What holds for every automation of this document that doesn’t say otherwise. An automation’s own key wins as a whole.',
  ),
};

const version: KeyEntry = {
  name: 'version',
  type: {
    kind: 'choice',
    role: 'version',
    choices: [{ name: '1', docs: message('The only version so far.') }],
  },
  default: '1',
  docs: message('Version of this format. 1 when left out.'),
};

export const setShape: Shape = {
  id: 'set',
  keys: [
    version,
    { name: 'defaults', type: { kind: 'mapping', shape: defaultsShape }, docs: defaultsShape.docs },
    {
      name: 'automations',
      type: { kind: 'list', items: { kind: 'mapping', shape: automationShape } },
      required: true,
      docs: message('The automations of this document.'),
    },
  ],
  docs: message('Several automations with common defaults.'),
};

/** A document that is one automation. */
export const singleShape: Shape = {
  id: 'single',
  keys: [version, ...automationKeys],
  docs: automationShape.docs,
};

/** What completion offers in a document that is neither yet. */
export const documentShape: Shape = {
  id: 'document',
  keys: [...setShape.keys, ...automationKeys],
  docs: message('A set of automations, or one automation.'),
};
