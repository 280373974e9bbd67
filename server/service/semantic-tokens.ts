import { tokenTypes } from './token-types';
import type { SemanticTokens } from 'vscode-languageserver/node';
import { findRoot } from '../../core/catalog/expressions';
import { tokenize } from '../../core/filter/lexer';
import { MAX_LENGTH } from '../../core/filter/parser';
import type { Token } from '../../core/filter/token';
import { variableUses } from '../../core/spec/analysis/templates';
import type { SpecDocument } from '../../core/spec/document';
import type { SpecEntry } from '../../core/spec/entry';
import { mapScalar } from '../../core/spec/yaml/scalar';
import type { YamlScalar } from '../../core/spec/yaml/tree';
import type { Range } from '../../core/text/range';
import type { TextSnapshot } from '../text-snapshot';

type TokenType = (typeof tokenTypes)[number];

interface Piece extends Range {
  readonly type: TokenType;
}

/** Colours for filter expressions and template variables; the rest of the text is plain YAML. */
export function semanticTokens(document: TextSnapshot, spec: SpecDocument, within?: Range): SemanticTokens {
  const entries = within
    ? spec.entries.filter(({ range }) => range.start <= within.end && within.start <= range.end)
    : spec.entries;
  const pieces = entries.flatMap((entry) => [...expressionPieces(entry), ...templatePieces(entry)]);
  pieces.sort((a, b) => a.start - b.start);
  return { data: encode(pieces, document) };
}

function expressionPieces(entry: SpecEntry): Piece[] {
  const text = entry.analysis.event?.filter?.expressionText;
  return text && text.text.length <= MAX_LENGTH ? inScalar(entry, text, tokensOf(text.text)) : [];
}

function tokensOf(text: string): Piece[] {
  const tokens = tokenize(text, []);
  return tokens.flatMap((token, index) => {
    const type = typeOf(token, tokens[index - 1], tokens[index + 1]);
    return type ? [{ start: token.start, end: token.end, type }] : [];
  });
}

const constants = new Set(['True', 'False', 'None']);

function typeOf(token: Token, before: Token | undefined, after: Token | undefined): TokenType | undefined {
  switch (token.kind) {
    case 'name':
      if (findRoot(token.text) || /^[A-Z]\w*Filter$/.test(token.text)) return 'class';
      if (constants.has(token.text)) return 'keyword';
      if (after?.kind === 'sign' && after.text === '(') return 'method';
      if (after?.kind === 'sign' && after.text === '=') return 'parameter';
      return before?.kind === 'sign' && before.text === '.' ? 'property' : 'variable';
    case 'string':
      return 'string';
    case 'number':
      return 'number';
    case 'sign':
      return /^[<>=!&|~+-]+$/.test(token.text) ? 'operator' : undefined;
    case 'end':
      return undefined;
  }
}

function templatePieces(entry: SpecEntry): Piece[] {
  const templates = entry.analysis.action?.templates ?? [];
  return templates.flatMap(({ scalar }) =>
    inScalar(
      entry,
      scalar,
      variableUses(scalar.text).map(({ start, end }) => ({ start, end, type: 'variable' })),
    ),
  );
}

function inScalar(entry: SpecEntry, scalar: YamlScalar, pieces: readonly Piece[]): Piece[] {
  if (pieces.length === 0) return [];
  const map = mapScalar(entry.source, scalar);
  return pieces.map(({ type, ...range }) => ({ type, ...entry.shift(map.rangeToFile(range)) }));
}

/** LSP's five numbers a token, relative to the one before. A token over several lines is one a line. */
function encode(pieces: readonly Piece[], document: TextSnapshot): number[] {
  const data: number[] = [];
  let [lastLine, lastCharacter, lastEnd] = [0, 0, 0];
  for (const { start, end, type } of pieces) {
    // What an alias brings in twice is coloured once.
    if (start < lastEnd) continue;
    lastEnd = end;
    const from = document.positionAt(start);
    const to = document.positionAt(end);
    for (let { line } = from; line <= to.line; line++) {
      const { text, indent } = lineOf(document, line);
      const character = line === from.line ? from.character : indent;
      const lineEnd = line === to.line ? to.character : text.length;
      if (lineEnd <= character) continue;
      const sameLine = line === lastLine;
      data.push(
        line - lastLine,
        sameLine ? character - lastCharacter : character,
        lineEnd - character,
        tokenTypes.indexOf(type),
        0,
      );
      [lastLine, lastCharacter] = [line, character];
    }
  }
  return data;
}

function lineOf(
  { lines, text }: TextSnapshot,
  line: number,
): { readonly text: string; readonly indent: number } {
  const content = text.slice(lines.lineStart(line), lines.lineStart(line + 1)).trimEnd();
  return { text: content, indent: content.length - content.trimStart().length };
}
