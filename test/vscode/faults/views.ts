import assert from 'node:assert/strict';
import { commands, type ThemeIcon, type TreeDataProvider } from 'vscode';
import { labelOf, outlineOf, rowsOf, textOf, type AnyRow } from '../support/anyTree';
import { eventually, run } from '../support/extension';
import { goWrong, happen, heal } from '../support/sandbox';
import { rowOf } from '../support/tree';
import { command, type Case, type Stage } from './case';

/** A view as it says what is wrong. */
type View<Node> = TreeDataProvider<Node> & { readonly message: string };

const flat = <Node>(all: readonly AnyRow<Node>[]): readonly AnyRow<Node>[] =>
  all.flatMap((row) => [row, ...flat(row.rows)]);

/** Rows that say what could not be loaded, and try again when they are clicked. */
const isFailure = ({ item }: Pick<AnyRow<unknown>, 'item'>): boolean =>
  item.command !== undefined && (item.iconPath as ThemeIcon | undefined)?.id === 'error';

/** All rows, once nothing is being loaded any more. */
const settledRows = async <Node>(view: View<Node>): Promise<readonly AnyRow<Node>[]> =>
  flat(
    await eventually(
      () => rowsOf(view),
      (all) => !textOf(all).some((line) => /loading/i.test(line)),
    ),
  );

/** What a view says where it offers to try again: above its rows, or in one of them. */
async function failureIn<Node>(view: View<Node>): Promise<string | undefined> {
  const all = await settledRows(view);
  if (all.some(({ item }) => labelOf(item) === 'Retry')) return view.message;
  const failed = all.find(isFailure);
  return failed && labelOf(failed.item);
}

/** Lets the nth calls of an operation fail, until a row of the view says so. Others may ask the same meanwhile. */
async function failingRow<Node>(
  view: View<Node>,
  operation: string,
  calls: readonly number[],
): Promise<AnyRow<Node>> {
  const found = await eventually(
    async () => {
      await goWrong({ operation, kind: 'status', status: 403, calls });
      await run('refresh');
      return (await settledRows(view)).find(isFailure);
    },
    (row) => row !== undefined,
  );
  await heal();
  return found ?? assert.fail();
}

/** Clicks on a row. */
async function click({ item: { command: clicked } }: AnyRow<unknown>): Promise<undefined> {
  assert.ok(clicked);
  await commands.executeCommand(clicked.command, ...((clicked.arguments ?? []) as unknown[]));
}

/** Executions that the Activity view shows. */
async function executions({ api: { activity } }: Stage): Promise<readonly string[]> {
  const all = await rowsOf(activity);
  return all.filter(({ node }) => node.type === 'execution').map(({ item }) => labelOf(item));
}

const automationsAreWhole = async ({ api: { view } }: Stage): Promise<boolean> =>
  (await outlineOf(view))[0] === 'my-team | 6' && (await failureIn(view)) === undefined;

const inAutomations = ({ api }: Stage): Promise<string | undefined> => failureIn(api.view);
const inIntegrations = ({ api }: Stage): Promise<string | undefined> => failureIn(api.integrations);
const inActivity = ({ api }: Stage): Promise<string | undefined> => failureIn(api.activity);

/** Commands of the views. What goes wrong stands in the view, and no notification says it once more. */
export const viewCommands: readonly Case[] = [
  {
    name: 'refresh',
    act: () => command('refresh'),
    shown: inAutomations,
    done: automationsAreWhole,
  },
  {
    name: 'the row of automations that could not be had',
    prepare: ({ api }) => failingRow(api.view, 'entity', [1]),
    act: ({ target }) => click(target as AnyRow<unknown>),
    shown: inAutomations,
    done: automationsAreWhole,
  },
  {
    name: 'the row of integrations that could not be had',
    // All at once, then one by one.
    prepare: ({ api }) => failingRow(api.integrations, 'Integrations', [1, 2]),
    act: ({ target }) => click(target as AnyRow<unknown>),
    shown: inIntegrations,
    done: async ({ api }) => (await outlineOf(api.integrations))[0] === 'my-team | 4',
  },
  {
    name: 'loadAllAutomations',
    prepare: async ({ api }) => {
      await failingRow(api.view, 'entity', [1]);
      await settledRows(api.integrations);
    },
    act: () => command('loadAllAutomations'),
    shown: inIntegrations,
    done: automationsAreWhole,
  },
  {
    name: 'showActivity',
    prepare: async ({ api }) => (await rowOf(api, 'failed-runs')).node,
    act: ({ target }) => command('showActivity', target),
    shown: inActivity,
    done: async (stage) => (await executions(stage)).join() === 'pretrain/exp-1.3b',
  },
  {
    name: 'showAllActivity',
    prepare: async ({ api }) => run('showActivity', (await rowOf(api, 'failed-runs')).node),
    act: () => command('showAllActivity'),
    shown: inActivity,
    done: async (stage) => (await executions(stage)).length === 3,
  },
  {
    name: 'loadMoreActivity',
    prepare: async (stage) => {
      await run('refresh');
      if ((await executions(stage)).length < 50) {
        const runs = Array.from({ length: 55 }, (_, index) => `r${index}`);
        await Promise.all(
          runs.map(async (name) => {
            await happen('projects/my-team/pretrain/runs', { name, state: 'running' });
            await happen(`projects/my-team/pretrain/runs/${name}/state`, { state: 'failed' });
          }),
        );
        await run('refresh');
      }
      assert.equal((await executions(stage)).length, 50);
    },
    act: async (stage) => {
      // As the view offers it: in a row, or, where there is nothing else, by a button.
      const all = await rowsOf(stage.api.activity);
      const failed = all.find(isFailure);
      if (failed) await click(failed);
      else if (!all.some(({ item }) => labelOf(item) === 'Load more…')) await run('refresh');
      if ((await executions(stage)).length < 58) await run('loadMoreActivity');
      return undefined;
    },
    shown: inActivity,
    done: async (stage) => (await executions(stage)).length === 58,
  },
];
