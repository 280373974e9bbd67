import { columnOf } from '../../core/text/lines';
import type { SignatureHelp } from 'vscode-languageserver/node';
import { signatureOf } from '../../core/catalog/expressions';
import { classSignature } from '../../core/catalog/filters';
import { checkExpression } from '../../core/filter/check-expression';
import { childrenOf, type CallNode, type ExpressionNode } from '../../core/filter/syntax';
import type { SpecDocument } from '../../core/spec/document';
import { alternatives } from '../../core/spec/expected';
import type { SpecLocation } from '../../core/spec/location';
import type { FeatureContext } from '../context';
import { anyEvent } from './hover/filter';
import { markup } from './markdown';

/** More blanks than these nobody types behind a comma. */
const MOST_BLANKS = 100;

/** The method or constructor whose arguments are being written, with the one that it is. */
export function signatureHelp(
  spec: SpecDocument,
  offset: number,
  { texts, client }: FeatureContext,
): SignatureHelp | null {
  const { text, entry } = expressionAt(spec, offset) ?? {};
  if (!text) return null;
  const checked = checkExpression(text.value, entry?.event?.entry ?? anyEvent);
  const call = checked.root && innermostCall(checked.root, text.value, text.offset);
  const meant = call && checked.meanings.get(call.callee)?.operand;
  if (!call || (meant?.type !== 'method' && meant?.type !== 'class')) return null;
  const described =
    meant.type === 'method'
      ? { label: signatureOf(meant.entry), docs: meant.entry.docs, parameters: meant.entry.parameters ?? [] }
      : {
          label: classSignature(meant.entry),
          docs: meant.entry.docs,
          parameters: meant.entry.fields.filter(({ mappingOnly }) => !mappingOnly),
        };
  return {
    signatures: [
      {
        label: described.label,
        documentation: markup(texts.say(described.docs), client.markdownHover),
        parameters: described.parameters.map(({ name, docs }) => ({
          label: placeOf(name, described.label),
          documentation: markup(texts.say(docs), client.markdownHover),
        })),
      },
    ],
    activeSignature: 0,
    activeParameter: activeParameter(call, described.parameters, text.value, text.offset),
  };
}

/** The expression that is being written; any other text may look like one. */
function expressionAt(spec: SpecDocument, offset: number): SpecLocation | undefined {
  const location = spec.locate(offset);
  if (location.text) return isExpression(location) ? location : undefined;
  // To YAML, blank space behind a plain scalar is none of it; to who writes, `metric("a", ▮` goes on.
  const [blank = ''] = /\s*$/.exec(spec.text.slice(Math.max(0, offset - MOST_BLANKS), offset)) ?? [];
  const before = blank === '' ? undefined : spec.locate(offset - blank.length);
  const goesOn =
    before?.text?.style === 'plain' && isExpression(before) && continues(before, spec.text, offset);
  return goesOn ? before : undefined;
}

/** Is the place on the same line, or indented as a continuation has to be? */
function continues({ range, keyRange }: SpecLocation, text: string, offset: number): boolean {
  const column = (at: number): number => columnOf(text, at);
  if (!text.slice(range.end, offset).includes('\n')) return true;
  return keyRange !== undefined && column(offset) > column(keyRange.start);
}

function isExpression({ type }: SpecLocation): boolean {
  return (type ? alternatives(type) : []).some(
    (one) => one.kind === 'text' && (one.role === 'expression' || one.role === 'run-expression'),
  );
}

/** Where a parameter's name stands in the signature. */
function placeOf(name: string, label: string): [number, number] {
  const start = label.search(new RegExp(`\\b${name}\\b(?!\\()`, 'g'));
  return start < 0 ? [0, 0] : [start, start + name.length];
}

function innermostCall(root: ExpressionNode, text: string, offset: number): CallNode | undefined {
  let found: CallNode | undefined;
  const visit = (node: ExpressionNode): void => {
    if (node.kind === 'call' && isInside(node, text, offset)) found = node;
    for (const child of childrenOf(node)) visit(child);
  };
  visit(root);
  return found;
}

/** Between the parentheses, also where the closing one is missing. */
function isInside({ argumentsRange }: CallNode, text: string, offset: number): boolean {
  if (offset <= argumentsRange.start) return false;
  const closed = text.charAt(argumentsRange.end - 1) === ')';
  return !closed || offset < argumentsRange.end;
}

/** The parameter that is being written: the one that is named, or the next that has no argument yet. */
function activeParameter(
  call: CallNode,
  parameters: readonly { readonly name: string; readonly wireName?: string }[],
  text: string,
  offset: number,
): number {
  const own = call.arguments.findLast(
    ({ range }) => range.start <= offset && !text.slice(range.end, offset).includes(','),
  );
  const indexOf = (wanted: string): number =>
    parameters.findIndex(({ name, wireName }) => name === wanted || wireName === wanted);
  const named = own?.name === undefined ? -1 : indexOf(own.name);
  if (named >= 0) return named;
  const others = call.arguments.filter((argument) => argument !== own);
  const taken = new Set(others.flatMap(({ name }) => (name === undefined ? [] : [indexOf(name)])));
  const places = others.filter(({ name, range }) => name === undefined && range.start < offset).length;
  const free = parameters.flatMap((_, index) => (index < places || taken.has(index) ? [] : [index]));
  const typed = own?.value.kind === 'name' ? own.value.name : undefined;
  const begun = free.find((index) => typed !== undefined && parameters[index]?.name.startsWith(typed));
  return begun ?? free[0] ?? Math.max(0, parameters.length - 1);
}
