import { renderMessage } from '../../l10n/message';
import { configShape } from '../../catalog/keys-config';
import { assumptionTable } from '../../catalog/assumptions';
import { keyTable } from './key-tables';
import { code, codes, table } from './markdown';

/** The generated sections of `docs/configuration.md`, by name. */
export function configSections(): Readonly<Record<string, string>> {
  return {
    keys: keyTable(configShape),
    assume: table(
      ['Key of `assume`', 'Values, the default first', 'Meaning'],
      Object.entries(assumptionTable).map(([name, { values, docs }]) => [
        `[${code(name)}](simulation.md#${name})`,
        codes(values),
        renderMessage(docs),
      ]),
    ),
  };
}
