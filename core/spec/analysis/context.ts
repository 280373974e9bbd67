import type { IntegrationReference, Level } from '../../automation';
import type { WrittenIntegration } from './integration';
import type { LocatedScope } from './scope';

/** What the analysis of an entry may ask for besides its text. All of it may be missing. */
export interface EntryOptions {
  /** Entity that the configuration names, for proposals. */
  readonly entity?: string;
  /** What is wrong with a regular expression of RE2’s syntax; undefined: nothing. Without it, `filter-regex` is silent. */
  readonly regexError?: (pattern: string) => string | undefined;
  /** Ids that the lock file lists. Without it, `unmanaged-id` is silent. */
  readonly managedIds?: ReadonlySet<string>;
}

/** `set`: has `automations`. `single`: is an automation. `blank`: nothing in it. `other`: neither, half-typed or broken. */
export type DocumentKind = 'set' | 'single' | 'blank' | 'other';

/** A value of `defaults`: absent, broken (and reported there), or good. */
export type Default<T> =
  { readonly state: 'absent' } | { readonly state: 'broken' } | { readonly state: 'set'; readonly value: T };

/** What a document's `defaults` say. */
export interface Defaults {
  /** `scopes` has a list; `scope` exactly one. */
  readonly scopes: Default<{
    readonly list: readonly (LocatedScope | undefined)[];
    readonly several: boolean;
  }>;
  readonly enabled: Default<boolean>;
  readonly level: Default<Level>;
  readonly slack: Default<IntegrationReference>;
  readonly webhook: Default<IntegrationReference>;
  /** The names of both, right or wrong, where they are written. */
  readonly integrations: readonly WrittenIntegration[];
}

const absent = { state: 'absent' } as const;

export const noDefaults: Defaults = {
  scopes: absent,
  enabled: absent,
  level: absent,
  slack: absent,
  webhook: absent,
  integrations: [],
};
