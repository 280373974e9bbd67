import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cached } from '../../host/cache';
import { installPinned, type Pin } from '../../host/npm';
import { describe, type Resources } from '../../host/program';
import { root } from '../../host/root';
import type { Candidate } from './candidate';

/** The newest that runs on Node 20. */
const pin: Pin = {
  name: 'yaml-language-server',
  version: '1.25.0',
  integrity:
    'sha512-SDMkX/TWbP7yzTpvB5PAvirdfwlB+oqkXRZLQ6jR4f1XP42cF/mVeN35Mc1TIG2Dh0dpW82V3NSZ7vaVrdSyZw==',
};

const schema = join(root, 'docs', 'automation-spec.schema.json');

/**
 * The server that most editors have for YAML, told our JSON Schema: what one would use without ours. Fetched once.
 * @returns why there is none, where it can't be had
 */
export async function yamlLanguageServer(resources: Resources): Promise<Candidate | string> {
  if (!existsSync(schema))
    return 'yaml-language-server is left out: there is no docs/automation-spec.schema.json.';
  const name = `${pin.name} ${pin.version}`;
  try {
    const folder = await cached(resources, {
      name: `${pin.name}-${pin.version}`,
      announcement: `Fetching ${name} from the npm registry`,
      make: async (into) => {
        await installPinned(resources, into, pin);
      },
    });
    return {
      name,
      script: join(folder, 'node_modules', pin.name, 'bin', pin.name),
      args: ['--stdio'],
      settings: {
        yaml: {
          schemas: { [pathToFileURL(schema).href]: '*.yaml' },
          schemaStore: { enable: false },
          kubernetesCRDStore: { enable: false },
          validate: true,
          hover: true,
          completion: true,
        },
        '[yaml]': { 'editor.tabSize': 2, 'editor.insertSpaces': true },
      },
    };
  } catch (error) {
    return `yaml-language-server is left out: it could not be fetched. ${describe(error)}`;
  }
}
