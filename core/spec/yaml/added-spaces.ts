/** A text that the lexer reads with spaces that aren't in it. What it makes of the text comes back without them. */
export class AddedSpaces {
  readonly text: string;
  /** Of the places, those where the space parted two pieces. Elsewhere it lay in the middle of one, and changed nothing. */
  readonly parted: number[] = [];
  /** How much of the text was taken. */
  private taken = 0;
  private next = 0;

  constructor(
    source: string,
    private readonly places: readonly number[],
  ) {
    const parts = places.map((at, index) => source.slice(places[index - 1] ?? 0, at));
    this.text = places.length === 0 ? source : [...parts, source.slice(places.at(-1))].join(' ');
  }

  /** An offset of {@link text} as one of the source. */
  toSource(offset: number): number {
    return offset - this.places.filter((at, index) => at + index < offset).length;
  }

  /** The next piece that the lexer gives, as it stands in the source: nothing for a space of its own that was added. */
  take(piece: string): string {
    let rest = piece;
    for (let at = this.places[this.next]; at !== undefined; at = this.places[this.next]) {
      const inside = at - this.taken;
      if (inside >= rest.length) break;
      if (piece === ' ') this.parted.push(at);
      rest = rest.slice(0, inside) + rest.slice(inside + 1);
      this.next++;
    }
    this.taken += rest.length;
    return rest;
  }
}
