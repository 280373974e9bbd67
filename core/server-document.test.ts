import { describe, expect, it } from 'vitest';
import type { Trigger, TriggerScope } from './api/model';
import { addressOf, isServerDocument, serverDocument, shownAutomation } from './server-document';

const project: TriggerScope = { __typename: 'Project', id: 'P', name: 'finetune', entityName: 'my-team' };
const automation = (scope: TriggerScope, name = 'loss-spike', id = 'VHJp/Z2dl=='): Trigger =>
  ({ id, name, scope }) as Trigger;
const documentOf = (scope: TriggerScope, name?: string, id?: string) =>
  serverDocument('wandb-automation', 'w.test:8080', automation(scope, name, id));

describe('the address of a document of the server', () => {
  it.each<[string, TriggerScope]>([
    ['/W&B/my-team/finetune/loss-spike.automation.yaml', project],
    [
      '/W&B/my-org/model/llm/loss-spike.automation.yaml',
      {
        __typename: 'ArtifactPortfolio',
        name: 'llm',
        project: { name: 'wandb-registry-model', entity: { name: 'my-org' } },
      },
    ],
    ['/W&B/my-team/loss-spike.automation.yaml', { __typename: 'Entity', name: 'my-team' }],
    ['/W&B/Alien/loss-spike.automation.yaml', { __typename: 'Alien' }],
  ])('says where it is: %s', (path, scope) => {
    expect(documentOf(scope).path).toBe(path);
  });

  it('fits into the name of a file, whatever the script', () => {
    for (const letter of ['a', 'é', '失', '🦀']) {
      const file = documentOf(project, letter.repeat(120)).path.split('/').at(-1) ?? '';
      expect(Buffer.byteLength(file)).toBeLessThan(240);
      expect(file.startsWith(letter.repeat(50))).toBe(true);
    }
  });

  it('tells automations apart whose names look the same', () => {
    const one = addressOf(documentOf(project, 'a/b', 'T1'));
    const other = addressOf(documentOf(project, 'a b', 'T2'));
    expect(new URL(one).pathname).toBe(new URL(other).pathname);
    expect(one).not.toBe(other);
  });

  it('leads back to the automation, whatever it is called', () => {
    for (const name of ['loss-spike', '../../etc/passwd', '[x](command:y)?z#q', '', '\u202e損失 \u{1f600}']) {
      const document = documentOf(project, name);
      expect(shownAutomation(document)).toEqual({
        host: 'w.test:8080',
        entity: 'my-team',
        id: 'VHJp/Z2dl==',
      });
      const { host, pathname, searchParams } = new URL(addressOf(document));
      expect([host, decodeURIComponent(pathname)]).toEqual(['w.test:8080', document.path]);
      expect([...searchParams.keys()]).toEqual([document.query]);
      expect(document.path.split('/')).toHaveLength(5);
    }
    expect(shownAutomation(documentOf({ __typename: 'Alien' }))).toMatchObject({ entity: '' });
  });

  it('is known by its scheme', () => {
    expect(isServerDocument(addressOf(documentOf(project)))).toBe(true);
    expect(isServerDocument('file:///w/a.automation.yaml')).toBe(false);
    expect(isServerDocument('wandb-automation-sent:/a.yaml')).toBe(false);
  });
});
