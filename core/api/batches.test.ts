import { describe, expect, it } from 'vitest';
import { data, json, lookups } from './testing/fakeServer';
import { createMiniServer } from './testing/miniServer';
import { createTestClient } from './testing/rig';

function rig() {
  const server = createMiniServer();
  return { server, ...createTestClient(server.fetch) };
}

const projects = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ entity: 'my-team', project: `p${n}` }));

describe('Questions about single things', () => {
  it('that come together go in one request', async () => {
    const { client, clock, server } = rig();
    const found = await clock.run(Promise.all(projects(50).map((path) => client.project(path))));
    expect(found.map((project) => project?.name)).toEqual(projects(50).map(({ project }) => project));
    expect(server.requests).toHaveLength(1);
  });

  it('that are too many for one document take the next', async () => {
    const { client, clock, server } = rig();
    await clock.run(Promise.all(projects(51).map((path) => client.project(path))));
    expect(server.requests).toHaveLength(2);
  });

  it('that are the same are asked once', async () => {
    const { client, clock, server } = rig();
    await clock.run(Promise.all([1, 2, 3].map(() => client.project({ entity: 'my-team', project: 'p' }))));
    expect(Object.keys(server.requests[0]?.variables ?? {})).toEqual(['entity_0', 'project_0']);
  });

  it('that are the same are asked anew by who wants to wait for nobody else’s', async () => {
    const { client, clock, server } = rig();
    const path = { entity: 'my-team', project: 'p' };
    server.disturb(() => new Promise<never>(() => undefined));
    const left = new AbortController();
    const hanging = client.project(path, left.signal);
    await clock.advance(100);
    expect(server.requests).toHaveLength(1);
    server.disturb();
    client.renew();
    expect(await clock.run(client.project(path))).toMatchObject({ name: 'p' });
    left.abort();
    await expect(hanging).rejects.toMatchObject({ failure: { kind: 'aborted' } });
  });

  it('fail each for itself', async () => {
    const { client, clock, server } = rig();
    server.disturb((request) => {
      const answer = lookups(request, ({ project }) =>
        project === 'p1' ? null : { id: 'x', name: project, entityName: 'my-team', runCount: 0 },
      );
      const errors = [{ message: 'permission denied', path: ['_1'] }];
      return json({ ...(JSON.parse(answer.body) as object), errors });
    });
    const outcomes = await clock.run(Promise.allSettled(projects(3).map((path) => client.project(path))));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({
      reason: { failure: { kind: 'forbidden', messages: ['permission denied'] } },
    });
  });

  it('are asked in halves when the server refuses them all because of one', async () => {
    const { client, clock, server } = rig();
    server.disturb((request, serve) =>
      Object.values(request.variables).includes('p5') ? json({ error: 'no access to p5' }, 403) : serve(),
    );
    const outcomes = await clock.run(Promise.allSettled(projects(8).map((path) => client.project(path))));
    expect(outcomes.map(({ status }) => status).join()).toBe(
      projects(8)
        .map((_, n) => (n === 5 ? 'rejected' : 'fulfilled'))
        .join(),
    );
  });

  it('take their status from the answer where it is about one thing', async () => {
    const { client, clock, server } = rig();
    server.disturb(() => json({ data: { _0: null }, errors: [{ message: 'gone', path: ['_0'] }] }, 404));
    expect(await clock.run(client.project({ entity: 'my-team', project: 'p' }))).toBeUndefined();
  });

  it('go on for the others when one of them leaves', async () => {
    const { client, clock } = rig();
    const controller = new AbortController();
    const leaving = client
      .project({ entity: 'my-team', project: 'a' }, controller.signal)
      .catch((error: unknown) => error);
    const staying = client.project({ entity: 'my-team', project: 'b' });
    controller.abort();
    expect(await clock.run(leaving)).toMatchObject({ failure: { kind: 'aborted' } });
    expect((await clock.run(staying))?.name).toBe('b');
  });

  it('end the request when all of them have left', async () => {
    const { client, clock, server } = rig();
    const controller = new AbortController();
    let ended = false;
    server.disturb(
      (_request, _serve, signal) =>
        new Promise(() => {
          signal.addEventListener('abort', () => (ended = true));
        }),
    );
    const all = Promise.allSettled(projects(3).map((path) => client.project(path, controller.signal)));
    await clock.advance(10);
    controller.abort();
    await clock.run(all);
    expect(ended).toBe(true);
  });

  it('say where an answer is not as it should be', async () => {
    const { client, clock, server } = rig();
    server.disturb(() => data({ _0: { id: 7 } }));
    const failed = clock.run(client.project({ entity: 'my-team', project: 'p' }));
    await expect(failed).rejects.toMatchObject({
      failure: { kind: 'broken-answer', reason: 'shape', detail: 'id' },
    });
  });
});
