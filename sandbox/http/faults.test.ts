import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { Faults, type FaultsConfig } from '../faults';
import { startSandbox, type Sandbox } from '../server';
import { ask, basic } from '../testing/client';

let sandbox: Sandbox;
afterEach(() => sandbox.close());

const start = async (faults?: FaultsConfig): Promise<void> => {
  sandbox = await startSandbox(faults ? { faults } : {});
};

/** The answer as it comes over the wire; `broken` when it doesn't come whole. */
function wire(
  query: string,
): Promise<{ status?: number; type?: string; retryAfter?: string; body: string; broken: boolean }> {
  return new Promise((resolve) => {
    const fail = (body: string) => (): void => resolve({ body, broken: true });
    const headers = { authorization: basic(sandbox.apiKey), 'content-type': 'application/json' };
    const request = httpRequest(`${sandbox.url}/graphql`, { method: 'POST', headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('error', () => fail(body)());
      response.on('end', () => {
        const { statusCode: status = 0, headers: got } = response;
        const { 'content-type': type = '', 'retry-after': retryAfter } = got;
        resolve({ status, type, body, broken: false, ...(retryAfter !== undefined && { retryAfter }) });
      });
    });
    request.on('error', fail(''));
    request.end(JSON.stringify({ query }));
  });
}

const viewer = '{ viewer { username } }';
const insert =
  'mutation { insertSecret(input: { entityName: "my-team", secretName: "NEW", secretValue: "x" }) { success } }';
const secretIsThere = (): boolean => [...sandbox.store.secrets.values()].some(({ name }) => name === 'NEW');

describe('a fault', () => {
  it.each([401, 403, 404, 409, 429, 500] as const)('answers %i before anything happens', async (status) => {
    await start({ rules: [{ operation: 'insertSecret', kind: 'status', status, retryAfter: 7 }] });
    expect(await wire(insert)).toMatchObject({
      status,
      type: 'application/json',
      retryAfter: '7',
      broken: false,
    });
    expect(secretIsThere()).toBe(false);
    expect((await wire(viewer)).status).toBe(200);
  });

  it('delays many answers at once without a word from Node', async () => {
    await start({ rules: [{ operation: '*', kind: 'latency', milliseconds: 50 }] });
    const warnings: Error[] = [];
    const listen = (warning: Error): void => void warnings.push(warning);
    process.on('warning', listen);
    await Promise.all(Array.from({ length: 20 }, () => wire(viewer)));
    process.off('warning', listen);
    expect(warnings).toEqual([]);
  });

  it('answers 502 in HTML', async () => {
    await start({ rules: [{ operation: '*', kind: 'html-502' }] });
    expect(await wire(viewer)).toMatchObject({ status: 502, type: 'text/html' });
  });

  it('breaks the connection before the mutation, or after it took effect', async () => {
    await start({
      rules: [
        { operation: 'insertSecret', kind: 'reset-before', calls: [1] },
        { operation: 'insertSecret', kind: 'reset-after', calls: [2] },
      ],
    });
    expect((await wire(insert)).broken).toBe(true);
    expect(secretIsThere()).toBe(false);
    expect((await wire(insert)).broken).toBe(true);
    expect(secretIsThere()).toBe(true);
  });

  it('cuts the answer off', async () => {
    await start({ rules: [{ operation: 'viewer', kind: 'truncated-body' }] });
    const { body, broken } = await wire(viewer);
    expect(broken).toBe(true);
    expect(() => JSON.parse(body) as unknown).toThrow();
  });

  it('calls the answer HTML', async () => {
    await start({ rules: [{ operation: 'viewer', kind: 'wrong-content-type' }] });
    expect(await wire(viewer)).toMatchObject({
      status: 200,
      type: 'text/html',
      body: '{"data":{"viewer":{"username":"demo"}}}',
    });
  });

  it('puts errors beside the data', async () => {
    await start({ rules: [{ operation: 'viewer', kind: 'partial-errors' }] });
    expect(await ask(sandbox, viewer)).toMatchObject({
      status: 200,
      data: { viewer: { username: 'demo' } },
      errors: [{}],
    });
  });

  it('answers late', async () => {
    await start({ rules: [{ operation: 'viewer', kind: 'latency', milliseconds: 60 }] });
    const before = performance.now();
    await ask(sandbox, viewer);
    expect(performance.now() - before).toBeGreaterThan(55);
  });

  const projects = `query Projects($after: String) { entity(name: "my-team") {
    projects(first: 1, after: $after) { pageInfo { endCursor hasNextPage } edges { node { name } } } } }`;
  const page = async (after: string | null) => {
    const { data } = await ask(sandbox, projects, { after });
    const { edges, pageInfo } = (data as Projects).entity.projects;
    return { names: edges.map(({ node }) => node.name), ...pageInfo };
  };

  it('empties a page, and loses nothing by it', async () => {
    await start({ rules: [{ operation: 'Projects', kind: 'empty-page', calls: [1, 3] }] });
    const names: string[][] = [];
    for (let at = await page(null); ; at = await page(at.endCursor)) {
      names.push(at.names);
      if (!at.hasNextPage) break;
    }
    expect(names).toEqual([[], ['finetune'], [], ['pretrain']]);
  });

  it('repeats a cursor', async () => {
    await start({ rules: [{ operation: 'Projects', kind: 'duplicate-cursor', calls: [2] }] });
    const first = await page(null);
    const second = await page(first.endCursor);
    expect(second).toMatchObject({ endCursor: first.endCursor, hasNextPage: true });
  });

  it('comes to other doors as well', async () => {
    await start({ rules: [{ operation: '/oidc/token', kind: 'status', status: 503 }] });
    expect((await fetch(`${sandbox.url}/oidc/token`, { method: 'POST' })).status).toBe(503);
  });

  it('can be set and taken away while the sandbox runs', async () => {
    await start();
    const set = (body: object) =>
      fetch(`${sandbox.url}/sandbox/faults`, {
        method: 'POST',
        headers: { authorization: basic(sandbox.apiKey) },
        body: JSON.stringify(body),
      });
    expect((await set({ rules: [{ operation: '*', kind: 'html-502' }] })).status).toBe(200);
    expect((await wire(viewer)).status).toBe(502);
    expect((await set({ rules: [] })).status).toBe(200);
    expect((await wire(viewer)).status).toBe(200);
    const wrong = await set({ rules: [{ operation: '*', kind: 'earthquake' }] });
    expect([wrong.status, await wrong.json()]).toEqual([
      400,
      { error: expect.stringContaining('rules.0') as string },
    ]);
  });
});

interface Projects {
  readonly entity: {
    readonly projects: {
      readonly edges: readonly { readonly node: { readonly name: string } }[];
      readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
    };
  };
}

describe('chance', () => {
  const rules: FaultsConfig['rules'] = [{ operation: 'a', kind: 'html-502', probability: 0.3 }];
  const play = (seed: number): boolean[] => {
    const faults = new Faults({ seed, rules });
    return Array.from({ length: 200 }, () => faults.take(['a']).length > 0);
  };

  it('has a seed, so that a failure can be replayed', async () => {
    await start();
    expect(play(7)).toEqual(play(7));
    expect(play(7)).not.toEqual(play(8));
    const share = play(7).filter(Boolean).length / 200;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.4);
  });
});
