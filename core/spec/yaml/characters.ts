/** Space or tab. */
export const isBlank = (code: number): boolean => code === 32 || code === 9;

/** `\n` or `\r`. */
export const isBreak = (code: number): boolean => code === 10 || code === 13;

/** Behind the line break at `at`, which may be two characters long. */
export function skipBreak(source: string, at: number): number {
  return source[at] === '\r' && source[at + 1] === '\n' ? at + 2 : at + 1;
}
