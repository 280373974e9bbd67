import assert from 'node:assert/strict';
import { rowNamed, rowsOf } from '../support/anyTree';
import { eventually, run } from '../support/extension';
import { saved, savedWebhook } from '../support/saved';
import { yes } from '../support/user';
import { command, NAME, type Case, type Stage } from './case';

/** Deletes the automation behind the extension's back. */
async function deleteElsewhere({ api }: Stage): Promise<void> {
  const { id } = (await saved(api, NAME)) ?? assert.fail(`no ${NAME}`);
  await api.session.required.client.deleteAutomation(id, { entity: 'my-team' });
}

/** Commands that change something on the server; those that save a file are beside. */
export const writing: readonly Case[] = [
  {
    name: 'createFromSpec',
    writes: 'createFilterTrigger',
    answers: yes,
    act: ({ spec }) => command('createFromSpec', spec),
    done: async ({ api }) => (await saved(api, 'suite-fault')) !== undefined,
  },
  {
    name: 'createFromSpec, which updates',
    writes: 'updateFilterTrigger',
    answers: yes,
    act: ({ changedSpec }) => command('createFromSpec', changedSpec),
    done: async ({ api }) => (await saved(api, NAME))?.triggeredAction.title === 'Changed',
  },
  {
    name: 'disable',
    writes: 'updateFilterTrigger',
    act: ({ row }) => command('disable', row),
    done: async ({ api }) => (await saved(api, NAME))?.enabled === false,
  },
  {
    name: 'enable',
    writes: 'updateFilterTrigger',
    prepare: ({ row }) => run('disable', row),
    act: ({ row }) => command('enable', row),
    done: async ({ api }) => (await saved(api, NAME))?.enabled === true,
  },
  {
    name: 'Create It Again, offered by a command',
    writes: 'createFilterTrigger',
    answers: { button: 'Create It Again' },
    prepare: deleteElsewhere,
    act: async ({ row, api }, user) => {
      await run('enable', row);
      // The button was pressed, and nobody waits for what it does.
      if (user.buttons.includes('Create It Again')) {
        await eventually(
          async () =>
            user.complained.length + user.informed.length > 1 || (await saved(api, NAME)) !== undefined,
          (isOver) => isOver,
        );
      }
      return undefined;
    },
    asked: /is not on .* any more: it was deleted/,
    done: async ({ api }) => (await saved(api, NAME)) !== undefined,
  },
  {
    name: 'rename',
    writes: 'updateFilterTrigger',
    answers: { ask: () => 'suite-renamed' },
    act: ({ row }) => command('rename', row),
    done: async ({ api }) => (await saved(api, 'suite-renamed')) !== undefined,
  },
  {
    name: 'delete',
    writes: 'deleteTrigger',
    answers: yes,
    act: ({ row }) => command('delete', row),
    done: async ({ api }) => (await saved(api, NAME)) === undefined,
  },
  {
    name: 'duplicate',
    writes: 'createFilterTrigger',
    answers: { ...yes, steps: ['Project', 'my-team', 'pretrain', '127.0.0.1', 'suite-copy'] },
    act: ({ row }) => command('duplicate', row),
    done: async ({ api }) => (await saved(api, 'suite-copy')) !== undefined,
  },
  {
    name: 'createWebhook',
    writes: 'createGenericWebhookIntegration',
    answers: {
      ...yes,
      steps: ['my-team', 'suite-hook', 'https://example.com/hook', 'No access token', 'Not signed'],
    },
    act: () => command('createWebhook'),
    done: async ({ api }) => (await savedWebhook(api, 'suite-hook')) !== undefined,
  },
  {
    name: 'testWebhook',
    writes: 'testGenericWebhookIntegration',
    answers: { ...yes, ask: ({ value }) => value },
    prepare: async ({ api, receiver }) => {
      await api.session.required.client.createWebhook({
        entityName: 'my-team',
        name: 'suite-tried',
        urlEndpoint: receiver.url,
      });
      await run('refresh');
      const hook = rowNamed(await rowsOf(api.integrations), 'suite-tried') ?? assert.fail('no webhook');
      return hook.node;
    },
    act: ({ target }) => command('testWebhook', target),
    done: (_, user) => user.informed.some((sentence) => sentence.includes('took the request')),
  },
];
