import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Clock } from '../../core/api/clock';
import type { TestApi } from '../../client/extension';
import { systemClock } from '../../node/clock';
import { sandbox } from './environment';
import { rowNamed, rowsOf } from './support/anyTree';
import { closeEditors, closeSpecs, openSpec } from './support/document';
import { eventually, extension, run } from './support/extension';
import { startReceiver, type Receiver } from './support/receiver';
import { goWrong, heal, reset, type Wrong } from './support/sandbox';
import { allIntegrations, allSaved, saved, savedWebhook } from './support/saved';
import { signedIn, signedOut } from './support/session';
import { findSpecRow, specRows } from './support/specs';
import { findRow, rows } from './support/tree';
import { User, yes, type Answers } from './support/user';

/** What is there before the server goes wrong. */
interface Stage {
  readonly api: TestApi;
  /** The row of the automation that the command is for. */
  readonly row: unknown;
  /** A spec that isn't on the server yet. */
  readonly spec: vscode.Uri;
  /** What a webhook may call. */
  readonly receiver: Receiver;
}

/** A command that talks to the server. A new one is a new line of {@link commands}. */
interface Case {
  readonly name: string;
  /** The root field that writes; absent: it only reads. */
  readonly writes?: string;
  readonly answers?: Answers;
  /** Once, before the server goes wrong. */
  readonly prepare?: (stage: Stage) => Promise<unknown>;
  /** What the user does; gives what VS Code itself tells of a failure, where that isn't a dialog. */
  readonly act: (stage: Stage) => Promise<string | undefined>;
  /** Was it done? Asked after the server is well again. */
  readonly done: (stage: Stage, user: User) => boolean | Promise<boolean>;
}

const NAME = 'val-loss-high';

const REFUSED_KEY = 'no longer accepts the API key';

const commands: readonly Case[] = [
  {
    name: 'createFromSpec',
    writes: 'createFilterTrigger',
    answers: yes,
    act: ({ spec }) => command('createFromSpec', spec),
    done: async ({ api }) => (await saved(api, 'suite-fault')) !== undefined,
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
    },
    act: async ({ api }) => {
      const hook = rowNamed(await rowsOf(api.integrations), 'suite-tried') ?? assert.fail('no webhook');
      return command('testWebhook', hook.node);
    },
    done: (_, user) => user.informed.some((sentence) => sentence.includes('took the request')),
  },
  {
    name: 'saving as YAML',
    writes: 'updateFilterTrigger',
    answers: yes,
    prepare: async ({ row }) => {
      await run('editAsYaml', row);
      // An editor that was closed a moment ago may still be taking the new text.
      await eventually(
        async () => {
          const editor = shownEditor();
          if (editor.document.uri.scheme !== 'wandb-automation') return editor.document.uri.toString();
          const start = editor.document.getText().indexOf('enabled: true');
          const positions = [start, start + 'enabled: true'.length].map((at) =>
            editor.document.positionAt(at),
          );
          const [from, to] = positions as [vscode.Position, vscode.Position];
          if (start < 0) {
            // Written past the editor by the test before.
            await vscode.commands.executeCommand('workbench.action.files.revert');
            await run('editAsYaml', row);
            return editor.document.getText();
          }
          const range = new vscode.Range(from, to);
          return (
            (await editor.edit((edit) => edit.replace(range, 'enabled: false'))) || 'The editor took no edit.'
          );
        },
        (result) => result === true,
      );
    },
    act: async () => {
      const { uri } = shownEditor().document;
      const text = shownEditor().document.getText();
      // What `save` does; its message is what VS Code shows.
      return vscode.workspace.fs.writeFile(uri, Buffer.from(text)).then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
    },
    done: async ({ api }) => (await saved(api, NAME))?.enabled === false,
  },
  {
    name: 'openAsYaml',
    act: ({ row }) => command('openAsYaml', row),
    done: () => vscode.window.activeTextEditor?.document.uri.scheme === 'wandb-automation-saved',
  },
  {
    name: 'editAsYaml',
    act: ({ row }) => command('editAsYaml', row),
    done: () => vscode.window.activeTextEditor?.document.uri.scheme === 'wandb-automation',
  },
  {
    name: 'openInWandb',
    act: ({ row }) => command('openInWandb', row),
    done: (_, user) => user.pages.length === 1,
  },
  {
    name: 'copyAsPython',
    prepare: () => Promise.resolve(vscode.env.clipboard.writeText('')),
    act: ({ row }) => command('copyAsPython', row),
    done: async () => (await vscode.env.clipboard.readText()).includes(NAME),
  },
  {
    name: 'showDifference',
    prepare: async ({ api, row }) => {
      await run('copyAsYaml', row);
      await openSpec(await vscode.env.clipboard.readText(), 'suite-compared.automation.yaml');
      await run('refreshSpecs');
      const { id } = (await saved(api, NAME)) ?? assert.fail(`no ${NAME}`);
      await eventually(
        () => api.specs.stateOf(id),
        (state) => state === 'inSync',
      );
    },
    act: async ({ api }) => {
      const file = findSpecRow(await specRows(api), 'suite-compared.automation.yaml');
      return command('showDifference', findSpecRow(file?.rows ?? [], NAME)?.node);
    },
    done: () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputTextDiff;
    },
  },
];

/** What goes wrong, and what the user is told. `late`: it takes effect all the same, before the answer is lost. */
const faults: readonly {
  readonly name: string;
  readonly fault: Wrong;
  readonly told: RegExp;
  readonly late?: true;
}[] = [
  {
    name: '401',
    fault: { kind: 'status', status: 401 },
    told: /did not accept the credentials|no longer accepts the API key/,
  },
  { name: '403', fault: { kind: 'status', status: 403 }, told: /refuses this/ },
  { name: '404', fault: { kind: 'status', status: 404 }, told: /did not find it|has no such thing/ },
  { name: '409', fault: { kind: 'status', status: 409 }, told: /exists already/ },
  { name: '429', fault: { kind: 'status', status: 429, retryAfter: 60 }, told: /Try again in 60 s/ },
  { name: '500', fault: { kind: 'status', status: 500 }, told: /failed with HTTP 500|was lost while/ },
  {
    name: 'a page of HTML',
    fault: { kind: 'html-502' },
    told: /failed with HTTP 502|web page|was lost while/,
  },
  { name: 'a broken connection', fault: { kind: 'reset-before' }, told: /broke off|was lost while/ },
  {
    name: 'an answer that is lost',
    fault: { kind: 'reset-after' },
    told: /broke off|was lost while/,
    late: true,
  },
  {
    name: 'half an answer',
    fault: { kind: 'truncated-body' },
    told: /broke off|broken or incomplete|was lost while/,
    late: true,
  },
  {
    name: 'another type of content',
    fault: { kind: 'wrong-content-type' },
    told: /web page|was lost while/,
    late: true,
  },
  {
    name: 'errors beside the data',
    fault: { kind: 'partial-errors' },
    told: /part of the answer could not be loaded|was lost while/,
    late: true,
  },
];

/** Pauses between tries are over at once; that an answer takes too long is still measured. */
const hurried: Clock = {
  ...systemClock,
  schedule: (callback, milliseconds) =>
    systemClock.schedule(callback, milliseconds < 5_000 ? 0 : milliseconds),
};

/** What is told of a name that can't be looked up, whatever the reason is in detail. */
const unknownPlace = /look up what the spec names|^Sign in to \S+ first|does not answer/;

describe('A server that goes wrong', () => {
  const { apiKey } = sandbox();
  let stage: Stage;
  let spec: vscode.Uri;
  let receiver: Receiver;

  before(async () => {
    const api = await extension();
    Object.assign(api.clock, hurried);
    await signedIn(api);
    receiver = await startReceiver((_, response) => response.end());
    spec = await openSpec(
      'name: suite-fault\nscope: {project: my-team/finetune}\nevent: {type: OnRunState, filter: RunEvent.state == "failed"}\naction: DoNothing\n',
    );
  });

  beforeEach(async () => {
    const api = await extension();
    await heal();
    await reset();
    await run('refresh');
    const row = findRow(await rows(api), NAME);
    assert.ok(row);
    stage = { api, spec, receiver, row: row.node };
  });

  afterEach(async () => {
    await heal();
    await closeEditors();
  });

  after(async () => {
    receiver.close();
    await closeSpecs();
    const api = await extension();
    Object.assign(api.clock, systemClock);
    await signedOut(api);
  });

  const actAs = async ({ answers, act }: Case): Promise<{ readonly user: User; readonly told: string[] }> => {
    const user = new User(stage.api, answers);
    const refused = await act(stage);
    return {
      user,
      // That the key is refused is said in its own notice, by whichever request learns it first.
      told: [
        ...user.complained,
        ...user.informed.filter((sentence) => sentence.includes(REFUSED_KEY)),
        ...(refused === undefined ? [] : [refused]),
      ],
    };
  };

  for (const each of commands) {
    describe(each.name, () => {
      for (const { name, fault, told, late } of faults) {
        it(`one clear message, nothing half done, and fine again afterwards: ${name}`, async () => {
          await each.prepare?.(stage);
          const before = await everything(stage.api);
          // Reading is where a command that writes begins: then it is its write that goes wrong.
          await goWrong({ operation: each.writes ?? '*', ...fault });
          const first = await actAs(each);
          await heal();
          const isDone = await each.done(stage, first.user);
          if (first.told.length > 0) {
            assert.equal(first.told.length, 1, first.told.join('\n'));
            const [sentence = ''] = first.told;
            assert.ok(told.test(sentence) || unknownPlace.test(sentence), sentence);
            if (!late) assert.deepEqual(await everything(stage.api), before);
          } else {
            assert.ok(isDone, 'nobody was told that nothing was done');
          }
          assert.doesNotMatch(first.told.join(), /\n\s+at |\[object |undefined|TypeError|log says more/);
          assert.ok(!first.told.join().includes(apiKey));
          if (isDone) return;
          const second = await actAs(each);
          assert.deepEqual(second.told, []);
          assert.ok(await each.done(stage, second.user), 'it does not work afterwards');
        });
      }
    });
  }
});

/** Runs a command; what it tells goes through dialogs. */
async function command(name: string, ...args: readonly unknown[]): Promise<undefined> {
  await run(name, ...args);
}

function shownEditor(): vscode.TextEditor {
  return vscode.window.activeTextEditor ?? assert.fail('no editor');
}

async function everything(api: TestApi): Promise<unknown> {
  return [await allSaved(api), await allIntegrations(api)];
}
