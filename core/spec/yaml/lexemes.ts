import { lineStart } from '../../text/lines';
import { Lexer } from 'yaml';
import { FLOW_END } from './properties';

/** A piece of the text as the parser takes it: its source, or one of the lexer's control characters. */
export interface Lexeme {
  readonly text: string;
  /** The text of a plain or block scalar; it follows a marker. */
  readonly isScalar: boolean;
}

const DOCUMENT = '\x02';
const SCALAR_FOLLOWS = '\x1f';

/** A control character, which takes no room in the text. */
export const isMarker = ({ text, isScalar }: Lexeme): boolean =>
  !isScalar && (text === DOCUMENT || text === FLOW_END || text === SCALAR_FOLLOWS);

/**
 * The lexer's pieces of a text. Three mistakes that people make all the time would let it run away with what follows; they are
 * cut off here, so that only their own line suffers. No valid text is touched.
 * - `ev` on a line of its own above `action: …`: two keys, not one over two lines
 * - `title: Loss: spike`: text to the end of the line, not a mapping that takes the following keys along
 * - a bracket that isn't closed: the next key begins where it stands, whatever the lexer makes of its indentation
 *
 * `cutOff` hears of the place of each.
 */
export function* lexemesOf(source: string, cutOff: (start: number, end: number) => void): Generator<Lexeme> {
  const cursor = new Cursor(source);
  let flow = 0;
  /** With `? key` a key may take several lines. */
  let explicitKeys = false;
  /** A `:` was seen on this line, outside of brackets. */
  let behindColon = false;
  for (let lexeme = cursor.next(); lexeme; lexeme = cursor.next()) {
    const { text, isScalar } = lexeme;
    if (!isScalar && (text === '[' || text === '{')) flow++;
    else if (!isScalar && (text === ']' || text === '}')) flow = Math.max(0, flow - 1);
    else if (!isScalar && text === FLOW_END) {
      flow = 0;
      cutOff(0, cursor.place);
      yield lexeme;
      cursor.restartLine();
      continue;
    } else if (!isScalar && text.endsWith('\n')) behindColon = false;
    else if (!isScalar && text === ':' && flow === 0) behindColon = true;
    else if (!isScalar && text === '?') explicitKeys = true;
    if (
      flow === 0 &&
      !explicitKeys &&
      (isScalar ? !text.endsWith('\n') : /^["']/.test(text)) &&
      cursor.isFollowedByColon()
    ) {
      if (behindColon && !text.includes('\n')) {
        const start = cursor.place - text.length;
        yield* toEndOfLine(cursor, lexeme);
        cutOff(start, cursor.place);
        continue;
      }
      if (isScalar && text.includes('\n')) {
        cutOff(cursor.place - text.length, cursor.place);
        yield* split(text);
        behindColon = false;
        continue;
      }
    }
    yield lexeme;
  }
}

/** Everything from a scalar to the end of its line as one plain scalar. */
function* toEndOfLine(cursor: Cursor, { text, isScalar }: Lexeme): Generator<Lexeme> {
  if (!isScalar) yield { text: SCALAR_FOLLOWS, isScalar: false };
  yield { text: cursor.takeLine(text.length), isScalar: true };
}

/** A plain scalar of several lines as two: all but the last line, and that. */
function* split(text: string): Generator<Lexeme> {
  const lastLine = text.lastIndexOf('\n') + 1;
  const before = text.slice(0, lastLine).trimEnd();
  const indent = /^[ \t]*/.exec(text.slice(lastLine))?.[0] ?? '';
  yield { text: before, isScalar: true };
  for (const [blank] of text.slice(before.length, lastLine).matchAll(/\r?\n|[^\r\n]+|\r/g))
    yield { text: blank, isScalar: false };
  if (indent !== '') yield { text: indent, isScalar: false };
  yield { text: SCALAR_FOLLOWS, isScalar: false };
  yield { text: text.slice(lastLine + indent.length), isScalar: true };
}

/** The lexer, with a look ahead and the power to begin anew at another place. */
class Cursor {
  private pieces: Iterator<string, void>;
  private readonly ahead: Lexeme[] = [];
  private scalarFollows = false;
  /** Began anew: what the lexer takes for a document's beginning is none. */
  private goesOn = false;
  private at = 0;

  constructor(private readonly source: string) {
    this.pieces = new Lexer().lex(source);
  }

  next(): Lexeme | undefined {
    const lexeme = this.ahead.shift() ?? this.read();
    if (lexeme && !isMarker(lexeme)) this.at += lexeme.text.length;
    return lexeme;
  }

  /** Behind the last piece that {@link next} gave. */
  get place(): number {
    return this.at;
  }

  /** Does a `:` follow on the same line, with nothing but spaces before it? */
  isFollowedByColon(): boolean {
    for (let index = 0; ; index++) {
      const lexeme = this.ahead[index] ?? this.look();
      if (!lexeme) return false;
      if (!lexeme.isScalar && lexeme.text === ':') return true;
      if (lexeme.isScalar || !/^[ \t]/.test(lexeme.text)) return false;
    }
  }

  /**
   * The rest of the line from `length` characters back on, without the comment at its end. Reading goes on behind it. White space is
   * what YAML takes for it: with a no-break space before `#`, the lexer goes on, and would come back here again and again.
   */
  takeLine(length: number): string {
    const start = this.at - length;
    const line = /^[^\r\n]*/.exec(this.source.slice(start))?.[0] ?? '';
    const text = /^.*?(?=[ \t]+#|[ \t]*$)/s.exec(line)?.[0] ?? line;
    this.restart(start + text.length);
    return text;
  }

  /** Reads on as if the line had just begun; its indentation is not given again. */
  restartLine(): void {
    const { at } = this;
    const line = lineStart(this.source, at);
    this.restart(line);
    while (this.at < at) if (!this.next()) return;
  }

  private restart(at: number): void {
    this.at = at;
    this.ahead.length = 0;
    this.scalarFollows = false;
    this.pieces = new Lexer().lex(this.source.slice(at));
    this.goesOn = true;
  }

  private look(): Lexeme | undefined {
    const lexeme = this.read();
    if (lexeme) this.ahead.push(lexeme);
    return lexeme;
  }

  private read(): Lexeme | undefined {
    const { value } = this.pieces.next();
    if (value === undefined) return undefined;
    if (value === DOCUMENT && this.goesOn) {
      this.goesOn = false;
      return this.read();
    }
    const isScalar = this.scalarFollows;
    this.scalarFollows = !isScalar && value === SCALAR_FOLLOWS;
    return { text: value, isScalar };
  }
}
