import { MarkupKind, type MarkupContent } from 'vscode-languageserver/node';
import { code } from '../../core/l10n/code-span';

/** Could a browser open it? A server may say anything for an address. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\//.test(url);
}

/** An address that can be clicked; one that is none as the text it is. */
export function link(url: string): string {
  return isWebAddress(url) ? `<${url.replace(/[<>\s\\]/g, encodeURIComponent)}>` : code(url);
}

/** Markdown as the client takes it: as it is, or as plain text. */
export function markup(markdown: string, understood: boolean): MarkupContent {
  return understood
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: withoutMarks(markdown) };
}

/** A fenced block, a code span, bold, a link, an address: the Markdown that our texts have. */
const MARKS =
  /^```\w*\n(?<block>[\s\S]*?)\n```$|(?<fence>`+)(?<code>.+?)\k<fence>|\*\*(?<bold>.+?)\*\*|\[(?<label>[^\]]+)\]\((?<url>[^)\s]+)\)|<(?<address>https?:[^>\s]+)>/gm;

function withoutMarks(markdown: string): string {
  return markdown.replace(MARKS, (...parts) => {
    const { block, code: span, bold, label, url, address } = parts.at(-1) as Partial<Record<string, string>>;
    if (bold !== undefined) return withoutMarks(bold);
    if (label !== undefined) return `${withoutMarks(label)} (${url ?? ''})`;
    return block ?? span ?? address ?? '';
  });
}
