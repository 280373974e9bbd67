import { message } from '../../core/l10n/message';
import { specSchema } from '../../core/spec/schema/spec-schema';
import type { Run } from '../command';
import { UsageError } from '../usage-error';

/** `schema`: the JSON Schema of specs, for editors that have no language server. */
export const schema: Run = ({ positionals, terminal }) => {
  if (positionals.length > 0) throw new UsageError(message('{0} takes no files.', 'schema'));
  terminal.out(`${JSON.stringify(specSchema(), null, 2)}\n`);
  return Promise.resolve(0);
};
