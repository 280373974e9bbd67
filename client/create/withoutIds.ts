import { openSpecDocument } from '../../core/spec/document';
import { removeValue } from '../../core/spec/edit/entry';
import { applyEdits } from '../../core/text/range';

/** An entry of a spec, as `CompiledAutomation` counts them, that has this id. */
export interface Pinned {
  readonly document: number;
  readonly index: number;
  readonly id: string;
}

/** The spec with the ids of these entries taken out. Undefined where one of them has another by now, or shares it with others. */
export function withoutIds(text: string, pinned: readonly Pinned[]): string | undefined {
  const entriesOf = (spec: string) => {
    const { entries } = openSpecDocument(spec);
    return pinned.map(({ document, index }) =>
      entries.find((each) => each.document === document && each.index === index),
    );
  };
  const entries = entriesOf(text);
  const have = (found: typeof entries, wanted: (id: string | undefined, pin: Pinned) => boolean): boolean =>
    pinned.every(
      (pin, at) => found[at]?.automations.every(({ automation }) => wanted(automation?.id, pin)) === true,
    );
  if (!have(entries, (id, pin) => id === pin.id)) return undefined;
  const edits = [...new Set(entries)].flatMap((entry) => (entry ? removeValue(entry, ['id']) : []));
  const after = applyEdits(text, edits);
  return have(entriesOf(after), (id) => id === undefined) ? after : undefined;
}
