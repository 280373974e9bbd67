import type { RuleCode } from '../../../core/catalog/rules';
import type { Message } from '../../../core/l10n/message';
import type { Range } from '../../../core/text/range';

/** Something that is wrong in a file according to the server. */
export interface Finding {
  readonly code: RuleCode;
  /** In the file. */
  readonly range: Range;
  readonly text: Message;
  /** What was most likely meant, and how it is written in the range's place. */
  readonly meant?: { readonly name: string; readonly newText: string };
  /** Where else to look. */
  readonly related?: { readonly uri: string; readonly text: Message };
}
