import { afterEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../sandbox/server';
import { Workplace } from './testing';

const two = `automations:
  - name: spike
    scopes:
      - {project: my-team/finetune}
      - {project: my-team/pretrain}
    event:
      type: OnRunMetric
      filter: metric("loss").avg(5) > 10
    action: {type: SendNotification, integration: "#ml-alerts"}
  - name: broken
    scope: {project: my-team/finetune}
    event: OnRunMetric
    action: DoNothing
`;

interface Output {
  readonly automations: readonly {
    readonly file: string;
    readonly document: number;
    readonly index: number;
    readonly scopeIndex?: number;
    readonly name: string;
    readonly input: Record<string, unknown> | null;
    readonly references: readonly object[];
    readonly diagnostics: readonly { readonly code: string }[];
  }[];
}

let place: Workplace;
const workplace = (files: Record<string, string>): Workplace => (place = new Workplace(files));
afterEach(() => place.remove());

describe('compile --json', () => {
  it('gives one element a scope, names to look up, and null for what has an error', async () => {
    const { code, out } = await workplace({ 'a.automation.yaml': two }).run([
      'compile',
      '--json',
      '--offline',
      '.',
    ]);
    expect(code).toBe(1);
    const { automations } = JSON.parse(out) as Output;
    expect(
      automations.map(({ name, document, index, scopeIndex }) => [name, document, index, scopeIndex]),
    ).toEqual([
      ['spike', 0, 0, 0],
      ['spike', 0, 0, 1],
      ['broken', 0, 1, undefined],
    ]);
    expect(automations[1]).toMatchObject({
      file: 'a.automation.yaml',
      input: {
        name: 'spike',
        enabled: true,
        scopeType: 'PROJECT',
        scopeID: null,
        triggeringEventType: 'RUN_METRIC',
      },
      references: [
        { path: 'scopeID', kind: 'project', name: 'pretrain', entity: 'my-team' },
        { path: 'integrationID', kind: 'slack', name: 'ml-alerts', entity: 'my-team' },
      ],
    });
    expect(automations[2]).toMatchObject({
      input: null,
      references: [],
      diagnostics: [{ code: 'filter-missing' }],
    });
  });

  it('sends nobody anywhere without credentials', async () => {
    const { code, err } = await workplace({ 'a.automation.yaml': two }).run(['compile', '--json', '.']);
    expect(code).toBe(2);
    expect(err).toMatch(/api\.wandb\.ai.*WANDB_API_KEY.*--offline/);
  });

  it('looks names up with the environment’s credentials', async () => {
    const sandbox = await startSandbox();
    try {
      const variables = { WANDB_BASE_URL: sandbox.url, WANDB_API_KEY: sandbox.apiKey };
      const good = two.slice(0, two.indexOf('  - name: broken'));
      const { code, out, err } = await workplace({ 'a.automation.yaml': good }).run(
        ['compile', '--json', '.'],
        { variables },
      );
      expect({ code, err }).toEqual({ code: 0, err: '' });
      const { automations } = JSON.parse(out) as Output;
      for (const { input, references } of automations) {
        expect(references).toEqual([]);
        expect(input).toMatchObject({
          scopeID: expect.any(String) as string,
          triggeredActionConfig: { notificationActionInput: { integrationID: expect.any(String) as string } },
        });
      }
      expect((JSON.parse(out) as { diagnostics: unknown[] }).diagnostics).toEqual([]);
      const missing = await workplace({ 'a.automation.yaml': good.replaceAll('pretrain', 'nope') }).run(
        ['compile', '.'],
        { variables },
      );
      expect(missing).toMatchObject({ code: 1, err: expect.stringContaining('my-team/nope') as string });
    } finally {
      await sandbox.close();
    }
  });
});
