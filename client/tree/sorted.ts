/** Puts an item into a sorted array, behind those that are equal to it. */
export function insertSorted<Item>(sorted: Item[], item: Item, compare: (a: Item, b: Item) => number): void {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = sorted[middle];
    if (there !== undefined && compare(there, item) <= 0) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, item);
}
