import { describe, expect, it } from 'vitest';
import { collect, type Page } from './paging';
import {
  connection,
  createFakeServer,
  data,
  json,
  type FakeAnswer,
  type FakeRequest,
} from './testing/fakeServer';
import { createTestClient } from './testing/rig';

const project = (name: string) => ({ id: name, name, entityName: 'my-team' });
const page = (names: readonly string[], next: string | null = null): FakeAnswer =>
  data({ entity: { projects: connection(names.map(project), next) } });

async function firstOf<Item>(pages: AsyncIterable<Page<Item>>): Promise<Page<Item> | undefined> {
  for await (const page of pages) return page;
  return undefined;
}

/** A server whose pages are given by cursor. */
function rig(pageAfter: (cursor: unknown, request: FakeRequest) => FakeAnswer) {
  const server = createFakeServer((request) => pageAfter(request.variables['after'], request));
  return { server, ...createTestClient(server.fetch) };
}

describe('A list', () => {
  it('goes on over empty pages', async () => {
    const { client, clock, server } = rig((after) =>
      after === null ? page([], 'a') : after === 'a' ? page([], 'b') : page(['x']),
    );
    const found = await clock.run(collect(client.projects('my-team')));
    expect(found.map(({ name }) => name)).toEqual(['x']);
    expect(server.requests).toHaveLength(3);
  });

  it.each([
    ['twice', () => page(['x'], 'same')],
    ['as nothing', () => data({ entity: { projects: { edges: [], pageInfo: { hasNextPage: true } } } })],
  ])('ends with an error when a cursor comes %s', async (_, answer) => {
    const { client, clock, server } = rig(answer);
    await expect(clock.run(collect(client.projects('my-team')))).rejects.toMatchObject({
      failure: { kind: 'broken-answer', reason: 'paging' },
    });
    expect(server.requests.length).toBeLessThanOrEqual(2);
  });

  it('asks for the next page only when it is wanted', async () => {
    const { client, clock, server } = rig((after) => page([String(after)], `${String(after)}x`));
    const pages = client.projects('my-team')[Symbol.asyncIterator]();
    await clock.run(pages.next());
    await clock.run(pages.next());
    expect(server.requests).toHaveLength(2);
  });

  it('keeps the good items when one is strange, and says so', async () => {
    const { client, clock } = rig(() =>
      data({ entity: { projects: connection([project('a'), { id: 1 }, null, project('b')]) } }),
    );
    expect(await clock.run(firstOf(client.projects('my-team')))).toMatchObject({
      items: [{ name: 'a' }, { name: 'b' }],
      problems: [{ failure: { kind: 'broken-answer', reason: 'shape', detail: 'id' } }],
    });
    await expect(clock.run(collect(client.projects('my-team')))).rejects.toMatchObject({
      failure: { reason: 'shape' },
    });
  });

  it('keeps the others when the server can’t give one', async () => {
    const { client, clock } = rig(() =>
      json({
        data: { entity: { projects: connection([project('a'), null]) } },
        errors: [{ message: 'permission denied', path: ['entity', 'projects', 'edges', 1, 'node'] }],
      }),
    );
    expect(await clock.run(firstOf(client.projects('my-team')))).toMatchObject({
      items: [{ name: 'a' }],
      problems: [{ failure: { messages: ['permission denied'] } }],
    });
  });

  it('is no empty list when the server refuses it', async () => {
    const { client, clock } = rig(() =>
      json({
        data: { entity: { projects: null } },
        errors: [{ message: 'permission denied', path: ['entity', 'projects'] }],
      }),
    );
    await expect(clock.run(collect(client.projects('my-team')))).rejects.toMatchObject({
      failure: { kind: 'forbidden' },
    });
  });

  it('of something that isn’t there is not found', async () => {
    const { client, clock } = rig(() => data({ entity: null }));
    await expect(clock.run(collect(client.projects('nobody')))).rejects.toMatchObject({
      failure: { kind: 'not-found' },
    });
  });
});
