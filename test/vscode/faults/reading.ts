import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openSpec } from '../support/document';
import { eventually, run } from '../support/extension';
import { saved } from '../support/saved';
import { findSpecRow, specRows } from '../support/specs';
import { rowOf } from '../support/tree';
import { command, NAME, type Case } from './case';

const clearClipboard = (): Promise<void> => Promise.resolve(vscode.env.clipboard.writeText(''));

const copied = async (): Promise<boolean> => (await vscode.env.clipboard.readText()).includes(NAME);

const activeScheme = (): string | undefined => vscode.window.activeTextEditor?.document.uri.scheme;

/** The one that no other spec of the workspace has. */
const COMPARED = 'failed-runs';

/** Commands that ask the server something, and show or copy what it said. */
export const reading: readonly Case[] = [
  {
    name: 'openAsYaml',
    act: ({ row }) => command('openAsYaml', row),
    done: () => activeScheme() === 'wandb-automation-saved',
  },
  {
    name: 'editAsYaml',
    act: ({ row }) => command('editAsYaml', row),
    done: () => activeScheme() === 'wandb-automation',
  },
  {
    name: 'openInWandb',
    act: ({ row }) => command('openInWandb', row),
    done: (_, user) => user.pages.length === 1,
  },
  {
    name: 'openIntegrationSettings',
    prepare: () => run('refresh'),
    act: () => command('openIntegrationSettings'),
    done: (_, user) => user.pages.length === 1,
  },
  {
    name: 'copyAsPython',
    prepare: clearClipboard,
    act: ({ row }) => command('copyAsPython', row),
    done: copied,
  },
  ...(['copyAsYaml', 'copyAsGraphql'] as const).map((name): Case => ({
    name,
    prepare: clearClipboard,
    act: ({ row }) => command(name, row),
    done: copied,
    needsNobody: true,
  })),
  {
    name: 'showDifference',
    prepare: async ({ api }) => {
      const { node } = await rowOf(api, COMPARED);
      await run('copyAsYaml', node);
      await openSpec(await vscode.env.clipboard.readText(), 'suite-compared.automation.yaml');
      await run('refreshSpecs');
      const { id } = (await saved(api, COMPARED)) ?? assert.fail(`no ${COMPARED}`);
      await eventually(
        () => api.specs.stateOf(id),
        (state) => state === 'inSync',
      );
    },
    act: async ({ api }) => {
      const file = findSpecRow(await specRows(api), 'suite-compared.automation.yaml');
      return command('showDifference', findSpecRow(file?.rows ?? [], COMPARED)?.node);
    },
    done: () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputTextDiff;
    },
  },
  {
    name: 'reportBug',
    act: () => command('reportBug'),
    done: () => activeScheme() === 'wandb-automations-report',
    needsNobody: true,
  },
  {
    name: 'selectEntity',
    answers: { pick: 'my-team' },
    prepare: ({ api }) => api.automations.showOnly(''),
    act: () => command('selectEntity'),
    done: ({ api }) => api.automations.onlyEntity === 'my-team',
  },
];
