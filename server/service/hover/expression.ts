import { signatureOf, type MemberEntry, type RootEntry } from '../../../core/catalog/expressions';
import type { FilterClass } from '../../../core/catalog/filters';
import { connectives } from '../../../core/catalog/expressions';
import { comparisons } from '../../../core/catalog/enums';
import { events, type EventEntry } from '../../../core/catalog/events';
import { checkExpression } from '../../../core/filter/check-expression';
import type { CheckedExpression } from '../../../core/filter/check-expression';
import { compileFilter } from '../../../core/filter/compile';
import { nodesAt, type ExpressionNode } from '../../../core/filter/syntax';
import { filterInWords } from '../../../core/filter/words';
import { printJson } from '../../../core/json/print';
import type { SpecLocation } from '../../../core/spec/location';
import type { FeatureContext } from '../../context';
import type { HoverText } from './hover';
import { aboutMetric } from './remote';

/** The piece of the expression under the cursor, and what the whole filter means and compiles to. */
export function expressionHover(
  { text, entry }: SpecLocation,
  role: 'expression' | 'run-expression',
  context: FeatureContext,
): HoverText | undefined {
  if (!text) return undefined;
  const event = entry?.event?.entry ?? anyEvent;
  const checked = checkExpression(text.value, event);
  if (!checked.root) return undefined;
  const metric = metricAt(checked, text.offset, entry, context);
  const piece = metric ?? pieceAt(checked, text.value, text.offset, context);
  const whole = role === 'expression' ? wholeFilter(checked, event, context) : [];
  const range = piece?.range ?? checked.root.range;
  const paragraphs = [
    ...(piece ? [...piece.paragraphs, ...(whole.length > 0 ? ['---'] : [])] : []),
    ...whole,
  ];
  return { range: text.toFile(range), paragraphs };
}

const [anyEvent] = events as readonly [EventEntry, ...EventEntry[]];

/** A filter in words, and the document that is sent. */
function wholeFilter(
  { filter }: CheckedExpression,
  event: EventEntry,
  { texts }: FeatureContext,
): readonly string[] {
  if (!filter) return [];
  const words = filterInWords(filter, texts.pick(event.docs), (message) => texts.say(message));
  return [
    ...(words === undefined ? [] : [words]),
    ['```json', printJson(compileFilter(filter)), '```'].join('\n'),
  ];
}

/** The name of a metric: what the server knows of it. */
function metricAt(
  { root, meanings }: CheckedExpression,
  offset: number,
  entry: SpecLocation['entry'],
  context: FeatureContext,
): HoverText | undefined {
  const around = root ? nodesAt(root, offset) : [];
  const string = around.at(-1);
  const call = around.at(-2);
  if (string?.kind !== 'string' || !call || meanings.get(call)?.operand.type !== 'metric') return undefined;
  const paragraphs = aboutMetric(string.value, entry, context);
  return paragraphs.length > 0 ? { range: string.range, paragraphs } : undefined;
}

function pieceAt(
  { root, meanings }: CheckedExpression,
  text: string,
  offset: number,
  { texts }: FeatureContext,
): HoverText | undefined {
  if (!root) return undefined;
  for (const node of nodesAt(root, offset).toReversed()) {
    const range = nameOf(node);
    const entry = meanings.get(node)?.entry;
    if (entry && range && range.start <= offset && offset <= range.end) {
      return { range, paragraphs: [`\`\`\`python\n${headline(entry)}\n\`\`\``, texts.pick(entry.docs)] };
    }
  }
  return signAt(text, offset, root, { texts });
}

/** Where the name stands that a meaning belongs to. */
function nameOf(node: ExpressionNode): HoverText['range'] | undefined {
  if (node.kind === 'name') return node.range;
  if (node.kind === 'member') return node.nameRange;
  return undefined;
}

function headline(entry: MemberEntry | RootEntry | FilterClass): string {
  if ('fields' in entry) {
    const fields = entry.fields.filter(({ mappingOnly }) => !mappingOnly);
    return `${entry.name}(${fields.map(({ name, required, sdkDefault }) => (required ? name : `${name}=${sdkDefault ?? '…'}`)).join(', ')})`;
  }
  if ('families' in entry) return entry.name;
  return `${entry.on[0] === undefined ? '' : '.'}${signatureOf(entry)}`;
}

function signAt(
  text: string,
  offset: number,
  root: ExpressionNode,
  { texts }: Pick<FeatureContext, 'texts'>,
): HoverText | undefined {
  for (const node of nodesAt(root, offset).toReversed()) {
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
      return { range, paragraphs: [`**${sign.replace(/[|~]/g, '\\$&')}**`, texts.pick(docs)] };
  }
  return undefined;
}
