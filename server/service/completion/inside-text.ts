import { isPlainSafe } from '../../../core/spec/yaml/quote';
import type { Range } from '../../../core/text/range';
import type { ValuePlace } from './place';
import { literal, mapText, withoutStops, type Proposal } from './proposal';
import { leadIn } from './writing';

type Edit = Pick<Proposal, 'range' | 'insert' | 'filter'>;

/**
 * Puts `snippet` in the place of `range`, counted in `before + after`, of a text that stands in YAML's quotes or in none: escaped
 * as the quotes want it, and with quotes put around the whole text where without them YAML would read something else. One goes on
 * typing inside of them.
 */
export function editInside(place: ValuePlace, range: Range, snippet: string, label: string): Edit {
  return edit(place, range, snippet, label, /\$\d|\$\{\d/.test(snippet) ? '' : '$0');
}

/** Puts `name` in the place of the whole text. Nothing more is typed into it: quotes that are put are left behind. */
export function editWhole(place: ValuePlace, name: string): Edit {
  const range = { start: 0, end: place.before.length + place.after.length };
  return edit(place, range, literal(name), name, '');
}

/** `stop`: where one goes on typing within quotes that are put. */
function edit(place: ValuePlace, range: Range, snippet: string, label: string, stop: '' | '$0'): Edit {
  const { before, after, style, flow, multiline, misread } = place;
  const text = before + after;
  const lead = leadIn(place);
  if (style === 'plain' && !multiline) {
    const head = text.slice(0, range.start);
    const tail = text.slice(range.end).trimEnd();
    const next = head + withoutStops(snippet) + tail;
    if (misread || !isPlainSafe(next.trim(), { flow })) {
      const double = (part: string): string => part.replaceAll("'", "''");
      const insert = literal(double(head)) + mapText(snippet, double) + stop + literal(double(tail));
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
