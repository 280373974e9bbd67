import * as vscode from 'vscode';
import type { TestApi } from '../../../client/extension';
import { demoApiKey } from '../../../sandbox/seed/people';
import { sandbox } from '../environment';
import { newAutomation } from '../faults/newAutomation';
import { rowNamed, rowsOf } from '../support/anyTree';
import { ENTER, yes, type Answers } from '../support/user';

/** Who works. Not the user of the sandbox that the extension itself starts: of her it can be told whose key goes where. */
export const ada = { url: sandbox().url, apiKey: demoApiKey('ada') };

/** What commands are for. */
export interface Targets {
  readonly automation: unknown;
  readonly webhook: unknown;
  readonly execution: unknown;
  readonly spec: vscode.Uri;
}

/** How a command is used. */
export interface Drive {
  readonly on?: keyof Targets;
  readonly answers?: Answers;
  /** Before. */
  readonly prepare?: () => Promise<unknown>;
  /** Afterwards; gives what is shown by that. */
  readonly then?: () => Promise<string>;
  /** Once is enough. */
  readonly isSlow?: true;
}

/** What commands can be for; rows may be missing while the server goes wrong. */
export async function targets(api: TestApi, spec: vscode.Uri): Promise<Targets> {
  const activity = await rowsOf(api.activity);
  return {
    automation: rowNamed(await rowsOf(api.view), 'val-loss-high')?.node,
    webhook: rowNamed(await rowsOf(api.integrations), 'deploy')?.node,
    execution: activity.find(({ node }) => node.type === 'execution')?.node,
    spec,
  };
}

const onAutomation: Drive = { on: 'automation', answers: yes };

let count = 0;

const script =
  'api.create_automation(OnRunState(scope=p, filter=RunEvent.state == "failed") >> DoNothing(), name="x")';

/** Saves the automation that is edited as a file, if it could be opened; gives what VS Code tells of a failure. */
async function saveEdited(): Promise<string> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.uri.scheme !== 'wandb-automation') return '';
  const text = document.getText().replace('enabled: true', 'enabled: false');
  return vscode.workspace.fs.writeFile(document.uri, Buffer.from(text)).then(() => '', String);
}

/** Every command of the manifest, in an order in which each finds what it needs. */
export const drives: Readonly<Record<string, Drive>> = {
  signIn: { answers: { pick: 'Paste', ask: () => ada.apiKey } },
  account: {},
  refresh: {},
  refreshSpecs: {},
  createFromSpec: { on: 'spec', answers: yes },
  showDifference: { on: 'spec' },
  disable: onAutomation,
  enable: onAutomation,
  openInWandb: onAutomation,
  openPage: onAutomation,
  openAsYaml: onAutomation,
  editAsYaml: { ...onAutomation, then: saveEdited },
  copyAsYaml: onAutomation,
  copyAsPython: onAutomation,
  copyAsGraphql: onAutomation,
  copyId: onAutomation,
  importToFile: {
    on: 'automation',
    get answers() {
      return { saveAs: `suite-imported-${++count}.automation.yaml` };
    },
  },
  duplicate: {
    on: 'automation',
    answers: { ...yes, steps: ['Project', 'my-team', 'pretrain', '127.0.0.1', 'suite-copy'] },
  },
  newSpec: {},
  // What is selected would count instead.
  newFromPython: { prepare: async () => vscode.env.clipboard.writeText(script) },
  newAutomation: {
    get answers() {
      return newAutomation.answers ?? {};
    },
  },
  createWebhook: {
    answers: { ...yes, steps: ['my-team', 'suite-hook', 'https://example.com/', ENTER, ENTER] },
  },
  testWebhook: { on: 'webhook', answers: { ...yes, ask: () => '{}', pick: 'greeting' } },
  copyWebhookUrl: { on: 'webhook' },
  copyIntegrationName: { on: 'webhook' },
  openIntegrationSettings: { on: 'webhook' },
  showActivity: onAutomation,
  showAllActivity: {},
  openExecution: { on: 'execution' },
  groupBy: {},
  sortBy: {},
  filter: { answers: { ask: () => 'loss' } },
  clearFilter: {},
  selectEntity: { answers: { pick: 'All entities' } },
  openRow: {},
  loadMore: {},
  retry: {},
  showLog: {},
  reportBug: {},
  copyReport: {},
  rename: { on: 'automation', answers: { ask: () => 'suite-renamed' } },
  delete: onAutomation,
  startSandbox: { isSlow: true },
  stopSandbox: { isSlow: true },
  signOut: { answers: yes, isSlow: true },
};
