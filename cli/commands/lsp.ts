import { message } from '../../core/l10n/message';
import type { Run } from '../command';
import { UsageError } from '../usage-error';

/** `lsp --stdio`: the language server, for editors that start it by this command. Ends with the editor's `exit`. */
export const lsp: Run = async ({ positionals }) => {
  if (!positionals.includes('--stdio')) throw new UsageError(message('The language server needs --stdio.'));
  const { main } = await import('../../server/main');
  main(positionals);
  return 0;
};
