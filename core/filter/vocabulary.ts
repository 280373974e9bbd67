/** Signs that compare. */
export const comparisonSigns: ReadonlySet<string> = new Set(['>', '>=', '<', '<=', '==', '!=']);

/** Signs by which Python calculates. */
export const arithmeticSigns: ReadonlySet<string> = new Set([
  '+',
  '-',
  '*',
  '/',
  '//',
  '%',
  '**',
  '@',
  '^',
  '<<',
  '>>',
]);

/** Signs that may follow where an operand is missing: they belong to what is around it. */
export const signsAfterOperand: ReadonlySet<string> = new Set([
  ')',
  ']',
  ',',
  '&',
  '|',
  '.',
  '=',
  ...comparisonSigns,
]);

export const constants: ReadonlyMap<string, boolean | null> = new Map([
  ['True', true],
  ['False', false],
  ['None', null],
]);

/** Constants as other languages spell them. */
export const foreignConstants: ReadonlyMap<string, string> = new Map([
  ['true', 'True'],
  ['false', 'False'],
  ['null', 'None'],
]);

/** Keywords of Python that nothing here corresponds to. */
export const foreignKeywords: ReadonlySet<string> = new Set([
  ...[
    'if',
    'else',
    'elif',
    'for',
    'while',
    'lambda',
    'await',
    'async',
    'yield',
    'import',
    'from',
    'def',
    'class',
    'return',
  ],
  ...[
    'del',
    'pass',
    'break',
    'continue',
    'try',
    'except',
    'finally',
    'raise',
    'with',
    'as',
    'global',
    'nonlocal',
    'assert',
  ],
]);
