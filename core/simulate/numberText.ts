/** A number for people: at most six significant digits. */
export function shortNumber(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** The last eight values, older ones as an ellipsis. */
export function shortList(values: readonly number[]): string {
  const shown = values.slice(-8).map(shortNumber).join(', ');
  return values.length > 8 ? `…, ${shown}` : shown;
}
