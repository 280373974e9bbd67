/** In the order of their numbers. */
export const tokenTypes = [
  'class',
  'method',
  'property',
  'parameter',
  'string',
  'number',
  'operator',
  'keyword',
  'variable',
] as const;
