import { CompletionItemKind } from 'vscode-languageserver/node';
import { message, type Message } from '../../../core/l10n/message';
import type { Range } from '../../../core/text/range';
import type { FeatureContext } from '../../context';
import type { Proposal } from './proposal';

interface Directive {
  readonly word: string;
  readonly docs: Message;
  /** What comes next is written, and proposed, behind it. */
  readonly goesOn: boolean;
  /** May it stand in a comment behind this text? */
  readonly follows: (before: string) => boolean;
}

const directives: readonly Directive[] = [
  {
    word: 'ignore',
    docs: message('Switches rules off for this line, or for the next one where the comment stands alone.'),
    goesOn: true,
    follows: () => true,
  },
  {
    word: 'ignore-file',
    docs: message('Switches rules off in the whole file. It counts before the first key.'),
    goesOn: true,
    follows: (before) => /^\ufeff?(?:[ \t]*(?:[#%][^\n]*|---[ \t]*)?\r?\n)*[ \t]*$/.test(before),
  },
  {
    word: 'v1',
    docs: message('Makes this file a spec, whatever its name is. It counts on the first line.'),
    goesOn: false,
    follows: (before) => /^\ufeff?$/.test(before),
  },
];

/** What a comment `# wandb-automations:` can say; undefined where the cursor isn't in its first word. */
export function directiveProposals(
  text: string,
  comment: Range,
  offset: number,
  { texts }: FeatureContext,
): readonly Proposal[] | undefined {
  const written = /^#\s*wandb-automations:([ \t]*)([\w-]*)$/.exec(text.slice(comment.start, offset));
  if (!written) return undefined;
  const [, space, word = ''] = written;
  const rest = /^[\w-]*/.exec(text.slice(offset, comment.end))?.[0] ?? '';
  const before = text.slice(0, comment.start);
  const hasMore = text.slice(offset + rest.length, comment.end).trim() !== '';
  return directives
    .filter(({ follows }) => follows(before))
    .map(({ word: name, docs, goesOn }, rank) => ({
      label: name,
      kind: CompletionItemKind.Keyword,
      range: { start: offset - word.length, end: offset + rest.length },
      insert: `${space === '' ? ' ' : ''}${name}${goesOn && !hasMore ? ' ' : ''}`,
      ...(space === '' && { filter: name }),
      docs: texts.say(docs),
      rank,
      ...(goesOn && !hasMore && { goesOn }),
    }));
}
