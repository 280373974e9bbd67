import type { Profile } from './profiles';
import type { User } from './store/records';
import type { World } from './world/world';

/** What a resolver gets to know beside its arguments. */
export interface RequestContext {
  readonly world: World;
  readonly profile: Profile;
  /** Who asks; `null` without credentials. */
  readonly user: User | null;
  readonly userAgent: string;
  /** A page that this request is to get wrong, on order of a fault. */
  readonly pageFault: 'empty-page' | 'duplicate-cursor' | null;
}
