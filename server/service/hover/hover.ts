import type { Hover } from 'vscode-languageserver/node';
import { findRule } from '../../../core/catalog/rules';
import type { SpecLocation } from '../../../core/spec/location';
import type { Range } from '../../../core/text/range';
import type { FeatureContext } from '../../context';
import type { OpenDocument } from '../../open-document';
import { markup } from '../markdown';
import { keyHover } from './key';
import { ruleHover } from './rule';
import { valueHover } from './value';

/** Paragraphs of Markdown about a piece of the text. */
export interface HoverText {
  readonly range: Range;
  readonly paragraphs: readonly string[];
}

/** What the thing under the cursor is. */
export function hover(document: OpenDocument, offset: number, context: FeatureContext): Hover | null {
  const read = document.kind === 'config' ? document.config : document.spec(context.options);
  const location = read.locate(offset);
  const found = hoverText(location, document.text, context);
  if (!found || found.paragraphs.length === 0) return null;
  return {
    contents: markup(found.paragraphs.join('\n\n'), context.client.markdownHover),
    range: document.toRange(found.range),
  };
}

function hoverText(location: SpecLocation, text: string, context: FeatureContext): HoverText | undefined {
  const { kind, offset, keyRange } = location;
  if (kind === 'comment') return ruleInComment(location, text, context);
  if (keyRange && keyRange.start <= offset && offset <= keyRange.end)
    return keyHover(location, keyRange, context);
  return kind === 'value' ? valueHover(location, context) : undefined;
}

/** `# wandb-automations: ignore RULE`: what the rule is about. */
function ruleInComment(
  { offset, range }: SpecLocation,
  text: string,
  context: FeatureContext,
): HoverText | undefined {
  for (const word of text.slice(range.start, range.end).matchAll(/[a-z][a-z-]*[a-z]/g)) {
    const start = range.start + word.index;
    const place = { start, end: start + word[0].length };
    const rule = findRule(word[0]);
    if (rule && place.start <= offset && offset <= place.end)
      return { range: place, paragraphs: ruleHover(rule, context) };
  }
  return undefined;
}
