import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noCapabilities, type Capabilities } from '../../../core/api/capabilities';
import { allDocuments, discoveryDocuments } from '../../../core/api/documents/all';
import { profileNames } from '../../../sandbox/profiles';
import { buildSchemaFor } from '../../../sandbox/schema/build';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { clientOf } from './rig';

describe.each(profileNames)('documents for %s', (profile) => {
  const schema = buildSchemaFor(profile);
  let sandbox: Sandbox;
  let capabilities: Capabilities;
  const complaints = (text: string) => validate(schema, parse(text)).map(({ message }) => message);

  beforeAll(async () => {
    sandbox = await startSandbox({ profile });
    capabilities = await clientOf(sandbox).capabilities();
  });
  afterAll(() => sandbox.close());

  it('finds out what the server can do', () => {
    expect(capabilities.fields).not.toBeNull();
    expect(capabilities.members).toContain('TriggerScope.Project');
  });

  it('is valid, every one', () => {
    const all = allDocuments(capabilities);
    expect(all.length).toBeGreaterThan(25);
    for (const { name, text } of all)
      expect({ name, complaints: complaints(text) }).toEqual({ name, complaints: [] });
  });

  it('asks what a server has in a form that every server understands, or refuses as a whole', () => {
    for (const { text } of discoveryDocuments) {
      for (const complaint of complaints(text)) expect(complaint).toMatch(/^Cannot query field/);
    }
  });

  it('stays within what all servers have while nothing is known', () => {
    // Reading automations must work on a server that answers no question about itself.
    const needed = [
      'Viewer',
      'EntityProjectAutomations',
      'ProjectAutomations',
      'CreateAutomation',
      'DeleteAutomation',
    ];
    const listing = allDocuments(noCapabilities).filter(({ name }) => needed.includes(name));
    expect(listing).toHaveLength(needed.length);
    for (const { name, text } of listing)
      expect({ name, complaints: complaints(text) }).toEqual({ name, complaints: [] });
  });
});
