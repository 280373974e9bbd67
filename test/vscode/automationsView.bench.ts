import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'mocha';
import type { TestApi } from '../../client/extension';
import type { AutomationNode } from '../../client/tree/nodes';
import { repeat } from '../bench/repeat';
import { stopwatch, type Span } from '../bench/usage';
import { environment, measuredFile, type Measured } from './environment';
import { eventually, extension, run } from './support/extension';
import { othersStarted } from './support/others';
import { signedIn, signedOut } from './support/session';

/** VS Code gathers redraws that follow each other for so many milliseconds; the first of them comes at once. */
const GATHERED = 300;

/** Measures the view in a VS Code that shows it, against a big sandbox: see test/bench/tables/view.ts. */
describe('The Automations view with many automations', function () {
  this.timeout(120_000);
  let api: TestApi;
  const measured: Record<string, readonly Span[]> = {};

  before(async () => {
    await othersStarted();
    const start = process.cpuUsage();
    api = await extension();
    const { user, system } = process.cpuUsage(start);
    const milliseconds = (user + system) / 1000;
    measured['activation'] = [{ wall: milliseconds, undisturbed: milliseconds }];
    await signedOut(api);
    await run('automations.focus');
  });

  after(async () => {
    await signedOut(api);
    writeFileSync(
      measuredFile(environment('WANDB_AUTOMATIONS_TEST_RESULT')),
      JSON.stringify(measured satisfies Measured),
    );
  });

  /** Resolves when VS Code was given rows of this type, but for those that say that they are loading. */
  const given = (type: string): Promise<void> =>
    new Promise((resolve) => {
      const real = api.view.getChildren.bind(api.view);
      api.view.getChildren = async (node) => {
        const children = await real(node);
        if (children.some((child) => child.type === type)) {
          api.view.getChildren = real;
          resolve();
        }
        return children;
      };
    });

  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, milliseconds));

  const allThere = async (): Promise<void> => {
    await eventually(
      async () => {
        const [team] = await api.view.getChildren();
        return team && String(api.view.getTreeItem(team).description);
      },
      (description) => description === '10000',
      60_000,
    );
  };

  /** A stopwatch that starts when somebody is signed in. */
  const sinceSignedIn = (): Promise<() => Span> =>
    new Promise((resolve) => {
      const subscription = api.session.onDidChange(({ kind }) => {
        if (kind !== 'signed-in') return;
        subscription.dispose();
        resolve(stopwatch());
      });
    });

  /** Opens the view by `begin`, which gives the stopwatch; each time is noted behind `name`. */
  const measureOpening = async (name: string, begin: () => Promise<() => Span>): Promise<void> => {
    await pause(GATHERED);
    const host = watchBlocks();
    const rows = given('group');
    const clock = begin();
    const [elapsed] = await Promise.all([clock, rows]);
    note(`${name}First`, elapsed());
    await allThere();
    note(`${name}All`, elapsed());
    note(`${name}Blocked`, host.longest());
  };

  const note = (name: string, span: Span): void => {
    measured[name] = [...(measured[name] ?? []), span];
  };

  /** A new connection each time, which knows nothing; the first one in an extension host that has loaded nothing, either. */
  it('opens cold', async () => {
    for (let round = 0; round < 6; round++) {
      await signedOut(api);
      await measureOpening(round === 0 ? 'fresh' : 'cold', async () => {
        const clock = sinceSignedIn();
        await signedIn(api);
        return clock;
      });
    }
  });

  it('is refreshed', async () => {
    for (let round = 0; round < 5; round++) {
      await measureOpening('refresh', async () => {
        const clock = stopwatch();
        await run('refresh');
        return clock;
      });
    }
  });

  it('reveals, filters and groups', async () => {
    const rows = everyAutomation(await api.view.getChildren(), api);
    const nodes = await rows;
    assert.equal(nodes.length, 10_000);
    const host = watchBlocks();
    measured['reveal'] = await repeat(async (round) => {
      await pause(GATHERED);
      const node = nodes[(round * 7919) % nodes.length];
      assert.ok(node);
      const clock = stopwatch();
      await api.view.reveal(node.trigger);
      const span = clock();
      assert.equal(api.view.selection[0], node);
      return span;
    });
    const arranged = (
      name: string,
      change: (round: number) => Parameters<typeof api.automations.arrange>[0],
    ): Promise<Span[]> =>
      repeat(async (round) => {
        await pause(GATHERED);
        const rowsGiven = given('group');
        const clock = stopwatch();
        api.automations.arrange(change(round));
        await rowsGiven;
        return clock();
      });
    measured['filter'] = await arranged('filter', (round) => ({ filter: `automation-${round}` }));
    measured['unfiltered'] = await arranged('all', (round) => ({ filter: round % 2 === 0 ? '' : 'run' }));
    api.automations.arrange({ filter: '' });
    measured['group'] = await arranged('group', (round) => ({
      grouping: (['event', 'action', 'state', 'scope'] as const)[round % 4] ?? 'scope',
    }));
    measured['sort'] = await arranged('sort', (round) => ({
      order: (['created', 'fired', 'state', 'name'] as const)[round % 4] ?? 'name',
    }));
    measured['blockedWhileArranging'] = [host.longest()];
  });
});

async function everyAutomation(
  entities: Awaited<ReturnType<TestApi['view']['getChildren']>>,
  api: TestApi,
): Promise<AutomationNode[]> {
  const nodes: AutomationNode[] = [];
  for (const entity of entities) {
    for (const group of await api.view.getChildren(entity))
      for (const node of await api.view.getChildren(group)) if (node.type === 'automation') nodes.push(node);
  }
  return nodes;
}

/** Watches for how long nothing else can run in this process. */
function watchBlocks(): { readonly longest: () => Span } {
  const longest = { wall: 0, undisturbed: 0 };
  let clock = stopwatch();
  const timer = setInterval(() => {
    const { wall, undisturbed } = clock();
    longest.wall = Math.max(longest.wall, wall);
    longest.undisturbed = Math.max(longest.undisturbed, undisturbed);
    clock = stopwatch();
  }, 1);
  return {
    longest: () => {
      clearInterval(timer);
      return longest;
    },
  };
}
