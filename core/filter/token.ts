/** A piece of the text of an expression. Offsets are UTF-16 code units. */
export type Token = NameToken | StringToken | NumberToken | SignToken | EndToken;

interface Place {
  readonly start: number;
  readonly end: number;
}

export interface NameToken extends Place {
  readonly kind: 'name';
  readonly text: string;
}

export interface StringToken extends Place {
  readonly kind: 'string';
  readonly value: string;
  /** What stands between the quotes. */
  readonly contentStart: number;
  readonly contentEnd: number;
}

export interface NumberToken extends Place {
  readonly kind: 'number';
  /** As JSON has it. */
  readonly text: string;
  readonly integer: boolean;
}

export interface SignToken extends Place {
  readonly kind: 'sign';
  /** A sign of the language (`>=`), or one of Python that isn't (`**`). */
  readonly text: string;
}

export interface EndToken extends Place {
  readonly kind: 'end';
}
