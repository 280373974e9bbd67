import type { LensTarget } from '../../core/protocol';
import type { SpecEntry } from '../../core/spec/entry';
import type { TextSnapshot } from '../text-snapshot';

/** What a command of the client gets that is about one automation. */
export function lensTarget(entry: SpecEntry, document: TextSnapshot): LensTarget {
  const { start } = entry.range;
  return {
    uri: document.uri,
    position: document.toRange({ start, end: start }).start,
    name: entry.name ?? '',
  };
}
