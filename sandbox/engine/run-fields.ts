import { fromPlain, type PlainJson } from '../../core/json/plain';
import type { FieldLookup } from '../../core/simulate/fields';
import { runFields } from '../schema/resolvers/run-filter';
import type { Run } from '../store/records';
import type { Store } from '../store/store';

/** The fields of a run by the names that lists of runs are filtered by; `display_name` among them. */
export function fieldsAtHand(store: Store, run: Run): FieldLookup {
  const readerOf = runFields(store);
  return (field) => {
    const read = readerOf(field);
    return read && fromPlain((read(run) ?? null) as PlainJson);
  };
}
