import { plain } from './plain-text';

/** Foreign text as Markdown: in a code span nothing of it is a link, an image or a command. */
export function code(text: string): string {
  const flat = plain(text);
  const fence = '`'.repeat(Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  const padded = flat.startsWith('`') || flat.endsWith('`') ? ` ${flat} ` : flat;
  return flat === '' ? '` `' : `${fence}${padded}${fence}`;
}
