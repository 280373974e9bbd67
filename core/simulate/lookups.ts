import type { Assumptions } from '../catalog/assumptions';
import { memberOf, type JsonObject, type JsonValue } from '../json/value';
import type { CollectionFacts, VersionFacts } from './facts';
import type { FieldLookup } from './fields';

/**
 * The fields of a document, by name or by a path with dots (`config.lr.value`). What it doesn't mention is not known.
 */
export function documentFields(document: JsonObject): FieldLookup {
  return (field) => {
    if (Object.hasOwn(document, field)) return document[field];
    return field.split('.').reduce<JsonValue | undefined>(memberOf, document);
  };
}

/** The fields of a run, of all that are at hand those that a run filter of an automation is taken to understand. */
export function runFields(atHand: FieldLookup, assumptions: Assumptions): FieldLookup {
  if (assumptions.run_fields === 'listing') return atHand;
  return (field) => (field === 'display_name' ? atHand(field) : undefined);
}

/** The fields of an artifact or collection event. Only `alias` and `tag` are known (W&B SDK 0.30); each is empty where it doesn't apply. */
export function mutationFields(facts: VersionFacts | CollectionFacts, assumptions: Assumptions): FieldLookup {
  return (field) => {
    if (field === 'tag') return facts.tag ?? null;
    if (field !== 'alias') return undefined;
    if (facts.kind === 'collection' || facts.tag !== undefined) return null;
    if (facts.alias !== undefined) return facts.alias;
    return assumptions.version_aliases === 'any' ? facts.aliases : null;
  };
}
