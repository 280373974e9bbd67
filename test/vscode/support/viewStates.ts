import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { after, afterEach, before, describe, it } from 'mocha';
import type { TreeDataProvider } from 'vscode';
import type { TestApi } from '../../../client/extension';
import type { Workspace } from '../environment';
import { eventually, extension, run } from './extension';
import { goWrong, heal, otherSandbox, reset } from './sandbox';
import { saved } from './saved';
import { setHost, signedIn, signedOut } from './session';
import { welcomesOf } from './welcome';

/** Views in the order of the sidebar. */
export const viewNames = ['automations', 'specs', 'integrations', 'activity'] as const;
type ViewName = (typeof viewNames)[number];

export function viewNamed(
  api: TestApi,
  name: ViewName,
): Pick<TreeDataProvider<unknown>, 'getChildren'> & Pick<TestApi['view'], 'showing' | 'message'> {
  return { ...api, automations: api.view, specs: api.specsView }[name];
}

/** What a view is like as a whole, and what stands above its rows or in their place: `empty: welcome.empty`. */
async function look(api: TestApi, name: ViewName): Promise<string> {
  const view = viewNamed(api, name);
  const rows = (await view.getChildren()) ?? [];
  const hasWelcome = rows.length === 0 && view.message === '';
  const said = hasWelcome ? welcomesOf(name, api) : [view.message].filter(Boolean);
  return [view.showing, ...said].join(': ').replaceAll(/127\.0\.0\.1:\d+/g, 'HOST');
}

/** A state of affairs and what the views show of it. What isn't said of a view is said by another line. */
interface State {
  readonly name: string;
  readonly workspace: Workspace;
  /** Brings it about; gives what takes it back. */
  readonly arrange: (api: TestApi) => Promise<(() => unknown) | undefined>;
  readonly shown: Partial<Readonly<Record<ViewName, string>>>;
}

const FAILED = 'failed: HOST failed with HTTP 500: fault: status 500. Try again later.';

const nobodySignedIn = {
  automations: 'pending: welcome.signedOut',
  integrations: 'pending: welcome.integrations.signedOut',
  activity: 'pending: welcome.activity.signedOut',
};

const states: readonly State[] = [
  {
    name: 'signed out',
    workspace: 'examples',
    arrange: nothing,
    shown: {
      ...nobodySignedIn,
      specs: 'list: Not compared with W&B: Nobody is signed in to api.wandb.ai.',
    },
  },
  {
    name: 'signed out, no spec',
    workspace: 'empty',
    arrange: nothing,
    shown: { ...nobodySignedIn, specs: 'empty: welcome.specs.empty' },
  },
  {
    name: 'signed out, no folder',
    workspace: 'none',
    arrange: nothing,
    shown: { ...nobodySignedIn, specs: 'empty: welcome.specs.noFolder' },
  },
  {
    name: 'Restricted Mode',
    workspace: 'restricted',
    arrange: nothing,
    shown: {
      automations: 'pending: welcome.restricted',
      specs: 'list: Not compared with W&B: The workspace isn’t trusted.',
      integrations: 'pending: welcome.restricted',
      activity: 'pending: welcome.restricted',
    },
  },
  {
    name: 'a host that is none',
    workspace: 'examples',
    arrange: async (api) => {
      await setHost('wandb.ai');
      await api.session.update();
      return undefined;
    },
    shown: {
      automations: 'pending: welcome.misconfigured',
      specs: 'list: Not compared with W&B: The base URL of the server in the settings can’t be used.',
      integrations: 'pending: welcome.misconfigured',
      activity: 'pending: welcome.misconfigured',
    },
  },
  {
    name: 'all there',
    workspace: 'examples',
    arrange: signedInThere,
    shown: { automations: 'list', specs: 'list', integrations: 'list', activity: 'list' },
  },
  {
    name: 'nothing there',
    workspace: 'examples',
    arrange: onEmptyServer,
    shown: {
      automations: 'empty: welcome.empty',
      specs: 'list',
      integrations: 'empty: welcome.integrations.empty',
      activity: 'empty: welcome.activity.empty',
    },
  },
  {
    name: 'nothing there, no spec',
    workspace: 'empty',
    arrange: onEmptyServer,
    shown: { automations: 'empty: welcome.empty', specs: 'empty: welcome.specs.empty' },
  },
  {
    name: 'nothing there, no folder',
    workspace: 'none',
    arrange: onEmptyServer,
    shown: {
      automations: 'empty: welcome.emptyWithoutFolder',
      specs: 'empty: welcome.specs.noFolder',
      integrations: 'empty: welcome.integrations.empty',
      activity: 'empty: welcome.activity.empty',
    },
  },
  {
    name: 'nothing there of the chosen entity',
    workspace: 'examples',
    arrange: async (api) => {
      await signedInThere(api);
      await api.automations.showOnly('demo');
      return () => api.automations.showOnly('');
    },
    shown: {
      automations: 'empty: welcome.emptyEntity',
      integrations: 'empty: welcome.integrations.empty',
    },
  },
  {
    name: 'a filter that nothing matches',
    workspace: 'examples',
    arrange: async (api) => {
      await signedInThere(api);
      await api.automations.loaded();
      api.automations.arrange({ filter: 'no such thing' });
      return () => api.automations.arrange({ filter: '' });
    },
    shown: { automations: 'noMatch: welcome.noMatch', integrations: 'list', activity: 'list' },
  },
  {
    name: 'an automation that has not fired',
    workspace: 'examples',
    arrange: async (api) => {
      await signedInThere(api);
      const fresh = (await saved(api, 'val-loss-high')) ?? assert.fail('no such automation');
      api.activity.show(fresh);
      return () => api.activity.show(undefined);
    },
    shown: { activity: 'empty: “val-loss-high” has not fired yet.' },
  },
  {
    name: 'a server that fails',
    workspace: 'examples',
    arrange: async (api) => {
      await signedInThere(api);
      await goWrong({ operation: '*', kind: 'status', status: 500 });
      await run('refresh');
      return undefined;
    },
    shown: {
      automations: FAILED,
      specs: 'list: Not compared with W&B: HOST failed to answer. Refresh to try again.',
      integrations: FAILED,
      activity: FAILED,
    },
  },
  {
    name: 'a server that keeps no history',
    workspace: 'examples',
    arrange: (api) => on(api, '--profile', 'server-0.69'),
    shown: {
      automations: 'list',
      activity:
        'unsupported: HOST keeps no history of automations that could be shown: that takes W&B Server 0.75 or newer, on some servers an Enterprise plan.',
    },
  },
  {
    name: 'a language server that fails',
    workspace: 'examples',
    arrange: async (api) => {
      const language = Reflect.get(api.specs, 'language') as object;
      Object.assign(language, { specs: () => Promise.reject(new Error('The server is gone.')) });
      await run('refreshSpecs');
      return async () => {
        Reflect.deleteProperty(language, 'specs');
        await run('refreshSpecs');
      };
    },
    shown: { specs: 'failed: welcome.specs.failed' },
  },
];

/** One test for each line of the table that is about this workspace. */
export function viewStatesIn(workspace: Workspace): void {
  describe('The views', () => {
    let api: TestApi;
    let takeBack: (() => unknown) | undefined;

    before(async () => {
      api = await extension();
      await reset();
      await signedOut(api);
    });

    afterEach(async () => {
      await heal();
      await takeBack?.();
      takeBack = undefined;
      await signedOut(api);
    });

    after(() => signedOut(api));

    for (const { name, arrange, shown } of states.filter((state) => state.workspace === workspace)) {
      it(`say what is so and what can be done: ${name}`, async () => {
        takeBack = await arrange(api);
        const views = viewNames.filter((view) => shown[view] !== undefined);
        // The Automations view begins with what is there, and says of the rest that it is loading.
        await eventually(
          async () => {
            const seen: Partial<Record<ViewName, string>> = {};
            for (const view of views) seen[view] = await look(api, view);
            return seen;
          },
          (seen) => isDeepStrictEqual(seen, shown),
        );
      });
    }
  });
}

function nothing(): Promise<undefined> {
  return Promise.resolve(undefined);
}

async function signedInThere(api: TestApi): Promise<undefined> {
  await signedIn(api);
  return undefined;
}

function onEmptyServer(api: TestApi): Promise<() => void> {
  return on(api, '--seed', 'empty');
}

async function on(api: TestApi, ...options: readonly string[]): Promise<() => void> {
  const { stop, ...server } = await otherSandbox(...options);
  await signedIn(api, server);
  return stop;
}
