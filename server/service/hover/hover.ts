import type { Hover } from 'vscode-languageserver/node';
import { findRule } from '../../../core/catalog/rules';
import type { SpecDocument } from '../../../core/spec/document';
import type { SpecLocation } from '../../../core/spec/location';
import type { Range } from '../../../core/text/range';
import type { FeatureContext } from '../../context';
import type { OpenDocument } from '../../open-document';
import type { KnownFacts } from '../../remote/facts';
import { patiently } from '../../remote/lookups';
import { markup } from '../markdown';
import { isInFilter, withMeaning } from './filter';
import { keyHover } from './key';
import { ruleHover } from './rule';
import { valueHover } from './value';

/** Paragraphs of Markdown about a piece of the text. */
export interface HoverText {
  readonly range: Range;
  readonly paragraphs: readonly string[];
}

/** What a hover may ask: facts that can be waited for, and what stands elsewhere in the file. */
export interface HoverContext extends Omit<FeatureContext, 'facts'> {
  readonly facts: KnownFacts;
  readonly spec: Pick<SpecDocument, 'entries' | 'scopes'>;
}

const noSpec: HoverContext['spec'] = { entries: [], scopes: [] };

/** What the thing under the cursor is. */
export async function hover(
  document: OpenDocument,
  offset: number,
  context: FeatureContext,
): Promise<Hover | null> {
  const spec = document.kind === 'config' ? undefined : document.spec(context.options);
  const location = (spec ?? document.config).locate(offset);
  const { answer: found } = await patiently(
    context.facts,
    context.signal,
    (facts) => hoverText(location, document, { ...context, facts, spec: spec ?? noSpec }),
    (text) => text === undefined,
  );
  return (
    (found && {
      contents: markup(found.paragraphs.join('\n\n'), context.client.markdownHover),
      range: document.toRange(found.range),
    }) ??
    null
  );
}

function hoverText(
  location: SpecLocation,
  document: OpenDocument,
  context: HoverContext,
): HoverText | undefined {
  if (location.kind === 'comment') return ruleInComment(location, document.text, context);
  const piece = pieceHover(location, context);
  const found = isInFilter(location) ? withMeaning(piece, location, context) : piece;
  return found && found.paragraphs.length > 0 ? found : undefined;
}

function pieceHover(location: SpecLocation, context: HoverContext): HoverText | undefined {
  const { kind, offset, keyRange } = location;
  if (keyRange && keyRange.start <= offset && offset <= keyRange.end)
    return keyHover(location, keyRange, context);
  return kind === 'value' ? valueHover(location, context) : undefined;
}

/** `# wandb-automations: ignore RULE`: what the rule is about. */
function ruleInComment(
  { offset, range }: SpecLocation,
  text: string,
  context: HoverContext,
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
