import { applyEdits, type TextEdit } from '../../text/range';
import { isPlainSafe, quoted } from '../yaml/quote';
import { mapScalar } from '../yaml/scalar';
import type { YamlScalar } from '../yaml/tree';

/**
 * Edits of a scalar's decoded text as edits of the file, in the scalar's own style. Where plain text would become something
 * else to YAML, the whole scalar is put in quotes.
 */
export function scalarEdits(
  source: string,
  scalar: YamlScalar,
  edits: readonly TextEdit[],
): readonly TextEdit[] {
  if (scalar.style === 'plain') {
    const changed = applyEdits(scalar.text, edits);
    // A plain scalar with brackets or commas can't stand in a flow collection; of others we don't know.
    const flow = !/[,[\]{}]/.test(scalar.text);
    if (!isPlainSafe(changed, { flow })) {
      return [{ range: { start: scalar.start, end: scalar.end }, newText: quoted(changed) }];
    }
  }
  const map = mapScalar(source, scalar);
  return edits.map(({ range, newText }) => ({
    range: map.rangeToFile(range),
    newText: encoded(newText, scalar),
  }));
}

function encoded(text: string, { style }: YamlScalar): string {
  if (style === 'single-quoted') return text.replaceAll("'", "''");
  return style === 'double-quoted' ? JSON.stringify(text).slice(1, -1) : text;
}
