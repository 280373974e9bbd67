/**
 * The candidate that `word` was most likely meant to be, in any case: the one that begins with it, else the nearest with at most one
 * slip (a letter more, less, other, or two exchanged) for every three characters. Undefined where there is none, where several begin with
 * it, and for a single letter.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > 100 || word.length < 2) return undefined;
  const wanted = word.toLowerCase();
  const all = [...candidates];
  const [begun, ...others] = all.filter((candidate) => candidate.toLowerCase().startsWith(wanted));
  if (begun !== undefined) {
    const shortest = others.reduce((a, b) => (b.length < a.length ? b : a), begun);
    const isPart = others.every((other) => other.toLowerCase().startsWith(shortest.toLowerCase()));
    return isPart ? shortest : undefined;
  }
  let best: string | undefined;
  let bestSlips = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of all) {
    if (Math.abs(candidate.length - wanted.length) >= bestSlips) continue;
    const slips = slipsBetween(wanted, candidate.toLowerCase());
    if (slips < bestSlips && slips < candidate.length) {
      best = candidate;
      bestSlips = slips;
    }
  }
  return best;
}

/** Edit distance with exchanges of neighbours (optimal string alignment). */
function slipsBetween(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let slips = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        slips = Math.min(slips, (beforeLast[j - 2] ?? 0) + 1);
      row.push(slips);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
