/** Why a fact of the server isn't known. Unknown never makes a diagnostic. `not-asked`: too much else is in use. */
export type UnknownReason =
  'offline' | 'signed-out' | 'forbidden' | 'unsupported' | 'loading' | 'not-asked' | 'cancelled' | 'failed';

/** A fact of the server, or the reason why it isn't at hand. `undefined` inside a known fact means: surely not there. */
export type Fact<T> =
  { readonly known: true; readonly value: T } | { readonly known: false; readonly reason: UnknownReason };

export const known = <T>(value: T): Fact<T> => ({ known: true, value });
export const unknown = (reason: UnknownReason): Fact<never> => ({ known: false, reason });
