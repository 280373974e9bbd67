import { applyEdits, type TextEdit } from '../../text/range';
import { isPlainSafe, quoted, scalarText } from '../yaml/quote';
import { decodeScalar, mapScalar } from '../yaml/scalar';
import type { YamlScalar } from '../yaml/tree';

/**
 * Edits of a scalar's decoded text as edits of the file, in the scalar's own style. Where plain text would become something
 * else to YAML, or where a backslash that YAML doesn't know would take the next sign for its own, the whole scalar is put in quotes.
 */
export function scalarEdits(
  source: string,
  scalar: YamlScalar,
  edits: readonly TextEdit[],
): readonly TextEdit[] {
  const changed = (): string => applyEdits(scalar.text, edits);
  if (scalar.style === 'plain' ? !staysPlain(changed(), scalar) : hasUnknownEscape(source, scalar)) {
    return [{ range: { start: scalar.start, end: scalar.end }, newText: quoted(changed()) }];
  }
  const map = mapScalar(source, scalar);
  return edits.map(({ range, newText }) => ({
    range: map.rangeToFile(range),
    newText: encoded(newText, scalar),
  }));
}

/** Another text in a scalar's place, wherever that is. The line break behind a text block stays, and so does the comment at its head. */
export function replaceScalar(source: string, scalar: YamlScalar, text: string): TextEdit {
  const { start, end } = scalar;
  const written = source.slice(start, end).trimEnd();
  const newText = scalarText(text, { flow: true }) + headComment(source, scalar);
  return { range: { start, end: start + written.length }, newText };
}

/** The comment behind the sign of a text block, with the space before it. */
function headComment(source: string, { start, end, style }: YamlScalar): string {
  if (style !== 'literal' && style !== 'folded') return '';
  const [head = ''] = source.slice(start, end).split(/[\r\n]/, 1);
  return /[ \t]+#.*$/.exec(head)?.[0] ?? '';
}

/** A plain scalar with brackets or commas can't stand in a flow collection; of others we don't know. */
const staysPlain = (changed: string, { text }: YamlScalar): boolean =>
  isPlainSafe(changed, { flow: !/[,[\]{}]/.test(text) });

function hasUnknownEscape(source: string, { start, end, style, parentIndent = 0 }: YamlScalar): boolean {
  let found = false;
  decodeScalar({ source, start, end, style, parentIndent }, (kind) => (found ||= kind === 'escape'));
  return found;
}

function encoded(text: string, { style }: YamlScalar): string {
  if (style === 'single-quoted') return text.replaceAll("'", "''");
  return style === 'double-quoted' ? JSON.stringify(text).slice(1, -1) : text;
}
