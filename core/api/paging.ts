/** A part of a list, as the server cut it. May be empty though more follow. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly totalCount: number | null;
  /** What the server said about items that it couldn't give. Such items are missing in {@link items}. */
  readonly problems: readonly string[];
}
