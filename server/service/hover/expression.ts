import { comparisons } from '../../../core/catalog/enums';
import {
  connectives,
  signatureOf,
  type MemberEntry,
  type RootEntry,
} from '../../../core/catalog/expressions';
import { classSignature, type FilterClass } from '../../../core/catalog/filters';
import { checkExpression, type CheckedExpression } from '../../../core/filter/check-expression';
import { nodesAt, type ArgumentNode, type CallNode, type ExpressionNode } from '../../../core/filter/syntax';
import type { SpecLocation } from '../../../core/spec/location';
import { aboutText } from './expression-text';
import { anyEvent } from './filter';
import type { HoverContext, HoverText } from './hover';
import { aboutSetting } from './key';

/** The piece of the expression under the cursor; of what needs no explanation only the place of the whole. */
export function expressionHover({ text, entry }: SpecLocation, context: HoverContext): HoverText | undefined {
  if (!text) return undefined;
  const checked = checkExpression(text.value, entry?.event?.entry ?? anyEvent);
  const { root } = checked;
  if (!root) return undefined;
  const around = nodesAt(root, text.offset);
  const piece =
    textAt(around, checked, entry, context) ??
    argumentAt(around, checked, text.offset, context) ??
    nameAt(around, checked, text.offset, context) ??
    signAt(around, text.value, text.offset, context);
  return { range: text.toFile(piece?.range ?? root.range), paragraphs: piece?.paragraphs ?? [] };
}

/** Ranges count in the expression here. */
type Piece = HoverText | undefined;

function textAt(
  around: readonly ExpressionNode[],
  checked: CheckedExpression,
  entry: SpecLocation['entry'],
  context: HoverContext,
): Piece {
  const string = around.at(-1);
  const paragraphs = string?.kind === 'string' ? aboutText(string, around, checked, entry, context) : [];
  return string && paragraphs.length > 0 ? { range: string.range, paragraphs } : undefined;
}

/** `window` in `window=5`. */
function argumentAt(
  around: readonly ExpressionNode[],
  { meanings }: CheckedExpression,
  offset: number,
  { texts }: HoverContext,
): Piece {
  for (const call of around.toReversed()) {
    if (call.kind !== 'call') continue;
    const argument = namedAt(call, offset);
    const operand = argument && meanings.get(call.callee)?.operand;
    if (!argument?.nameRange || !operand) continue;
    const range = argument.nameRange;
    const heading = `**${argument.name ?? ''}**`;
    if (operand.type === 'class') {
      const field = operand.entry.fields.find(({ name }) => name === argument.name);
      return field && { range, paragraphs: [heading, ...aboutSetting(field, texts)] };
    }
    const parameters = operand.type === 'method' ? (operand.entry.parameters ?? []) : [];
    const parameter = parameters.find(({ name }) => name === argument.name);
    return parameter && { range, paragraphs: [heading, texts.say(parameter.docs)] };
  }
  return undefined;
}

function namedAt(call: CallNode, offset: number): ArgumentNode | undefined {
  return call.arguments.find(
    ({ nameRange }) => nameRange && nameRange.start <= offset && offset <= nameRange.end,
  );
}

function nameAt(
  around: readonly ExpressionNode[],
  { meanings }: CheckedExpression,
  offset: number,
  { texts }: HoverContext,
): Piece {
  for (const node of around.toReversed()) {
    const range = nameOf(node);
    const entry = meanings.get(node)?.entry;
    if (entry && range && range.start <= offset && offset <= range.end)
      return { range, paragraphs: [`\`\`\`python\n${headline(entry)}\n\`\`\``, texts.say(entry.docs)] };
  }
  return undefined;
}

/** Where the name stands that a meaning belongs to. */
function nameOf(node: ExpressionNode): HoverText['range'] | undefined {
  if (node.kind === 'name') return node.range;
  if (node.kind === 'member') return node.nameRange;
  return undefined;
}

function headline(entry: MemberEntry | RootEntry | FilterClass): string {
  if ('fields' in entry) return classSignature(entry);
  if ('families' in entry) return entry.name;
  return `${entry.on[0] === undefined ? '' : '.'}${signatureOf(entry)}`;
}

function signAt(
  around: readonly ExpressionNode[],
  text: string,
  offset: number,
  { texts }: HoverContext,
): Piece {
  for (const node of around.toReversed()) {
    const ranges =
      node.kind === 'and' || node.kind === 'or'
        ? node.signRanges
        : node.kind === 'comparison' || node.kind === 'not'
          ? [node.signRange]
          : [];
    const range = ranges.find(({ start, end }) => start <= offset && offset <= end);
    const sign = range && text.slice(range.start, range.end);
    const docs = [...connectives, ...comparisons].find((each) => each.sign === sign)?.docs;
    if (range && sign !== undefined && docs)
      return { range, paragraphs: [`**\`${sign}\`**`, texts.say(docs)] };
  }
  return undefined;
}
