import { isPlainSafe } from '../../../core/spec/yaml/quote';
import type { Range } from '../../../core/text/range';
import type { ValuePlace } from './place';
import { literal, mapText, withoutStops, type Proposal } from './proposal';
import { leadIn } from './writing';

type Edit = Pick<Proposal, 'range' | 'insert' | 'filter'>;

/**
 * Puts `snippet` in the place of `range`, counted in `before + after`, of a text that stands in YAML's quotes or in none: escaped
 * as the quotes want it, and with quotes put around the whole text where without them YAML would read something else.
 */
export function editInside(place: ValuePlace, range: Range, snippet: string, label: string): Edit {
  const { before, after, style, flow, multiline } = place;
  const text = before + after;
  const lead = leadIn(place);
  if (style === 'plain' && !multiline) {
    const head = text.slice(0, range.start);
    const tail = text.slice(range.end);
    const next = head + withoutStops(snippet) + tail;
    if (place.comment || place.alias || !isPlainSafe(next.trim(), { flow })) {
      const double = (part: string): string => part.replaceAll("'", "''");
      const stop = /\$\d|\$\{\d/.test(snippet) || tail.trim() === '' ? '' : '$0';
      const insert =
        literal(double(head)) + mapText(snippet, double) + stop + literal(double(tail.trimEnd()));
      return { range: place.replace, insert: `${lead}'${insert}'`, filter: head + label };
    }
  }
  return {
    range: place.locate(range),
    insert: lead + mapText(snippet, (part) => escaped(part, style)),
    filter: label,
  };
}

function escaped(text: string, style: ValuePlace['style']): string {
  if (style === 'single-quoted') return text.replaceAll("'", "''");
  return style === 'double-quoted' ? JSON.stringify(text).slice(1, -1) : text;
}
