import { MarkupKind, type MarkupContent } from 'vscode-languageserver/node';
import { plain } from '../../core/l10n/plain-text';

/** Text of a server as Markdown: in a code span nothing of it is a link, an image or a command. */
export function code(text: string): string {
  const flat = plain(text);
  const fence = '`'.repeat(Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  const padded = flat.startsWith('`') || flat.endsWith('`') ? ` ${flat} ` : flat;
  return flat === '' ? '` `' : `${fence}${padded}${fence}`;
}

/** Markdown as the client takes it: as it is, or as plain text. */
export function markup(markdown: string, understood: boolean): MarkupContent {
  return understood
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: withoutMarks(markdown) };
}

/** A fenced block, a code span, bold, a link: the Markdown that our texts have. */
const MARKS =
  /^```\w*\n(?<block>[\s\S]*?)\n```$|(?<fence>`+)(?<code>.+?)\k<fence>|\*\*(?<bold>.+?)\*\*|\[(?<label>[^\]]+)\]\((?<url>[^)\s]+)\)/gm;

function withoutMarks(markdown: string): string {
  return markdown.replace(MARKS, (...parts) => {
    const { block, code: span, bold, label, url } = parts.at(-1) as Partial<Record<string, string>>;
    if (bold !== undefined) return withoutMarks(bold);
    if (label !== undefined) return `${withoutMarks(label)} (${url ?? ''})`;
    return block ?? span ?? '';
  });
}
