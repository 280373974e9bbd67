import { known, unknown, type Fact } from '../../../core/api/known';
import type { RemoteParams } from '../../../core/protocol';

/** What the server of the cases knows, by lookup. Some of the names mean something to YAML. */
const answers: Readonly<Record<string, (ask: Readonly<Record<string, unknown>>) => unknown>> = {
  viewer: () => ({ username: 'me', entity: 'team' }),
  teams: () => ['team', 'other', '2024', 'yes'],
  organizations: () => [
    { name: 'My Company', orgEntity: 'my-org', teams: ['team'] },
    { name: '*Stars*', orgEntity: 'stars', teams: [] },
  ],
  projects: ({ entity }) => [{ id: '1', name: entity === 'other' ? 'theirs' : 'finetune' }],
  registries: ({ organization }) => (organization === 'My Company' ? [{ id: '1', name: 'model' }] : []),
  collections: ({ entity }) => [
    { id: '1', name: entity === 'my-org' ? 'llm' : 'checkpoints', artifactType: 'model' },
  ],
  slackChannels: () => [
    { type: 'slack', id: 'S', channelName: 'ml-alerts', teamName: 'Acme' },
    { type: 'slack', id: 'T', channelName: 'ops', teamName: '@Acme: ops' },
    { type: 'slack', id: 'S0', channelName: 'twice', teamName: 'Acme' },
    { type: 'slack', id: 'S1', channelName: 'twice', teamName: 'Other: one' },
  ],
  webhooks: () =>
    ['deploy', 'say "hi"', "it's", 'a: b', '- dash', 'null', 'a, b', 'back\\slash'].map((name) => ({
      type: 'webhook',
      id: name,
      name,
      urlEndpoint: 'https://hooks.test/secret',
      accessTokenRef: null,
      secretRef: null,
    })),
  secrets: () => ['DEPLOY_TOKEN'],
  automations: () => [{ name: 'old name' }, { name: '#1' }],
  metricKeys: ({ project }) => ({
    keys: [
      { name: 'val/loss', lastValue: 0.123456, runs: 3 },
      { name: 'val #1', lastValue: null, runs: 1 },
      { name: 'a "b"', lastValue: 2, runs: 1 },
    ].filter(({ name }) => project !== 'pretrain' || name === 'val/loss'),
    runsSeen: 5,
    runCount: 5,
    complete: true,
  }),
  aliases: () => ({ items: ['prod', "it's"], complete: true }),
  tags: () => ({ items: ['approved'], complete: true }),
  runNames: () => ({ items: ['prod-7'], complete: true }),
  // Nothing of what is asked for by its name.
  scope: () => undefined,
  integration: ({ name }) => {
    if (name === 'twice')
      return ['Acme', 'Other: one'].map((teamName, index) => ({
        type: 'slack',
        id: `S${String(index)}`,
        channelName: 'twice',
        teamName,
      }));
    if (name === 'same') return ['H1', 'H2'].map((id) => ({ type: 'webhook', id, name: 'same' }));
    return [];
  },
  metadataKeys: () => ({ items: [{ key: 'accuracy', example: '0.9' }], complete: true }),
};

export function answer({ lookup, ask }: RemoteParams): Fact<unknown> {
  const found = answers[lookup];
  return found ? known(found(ask as Readonly<Record<string, unknown>>)) : unknown('failed');
}
