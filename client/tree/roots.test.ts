import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../core/api/model';
import { rootsOf } from './roots';

const viewer: Viewer = {
  id: 'U',
  username: 'jane',
  email: null,
  entity: 'acme',
  teams: ['research', 'acme'],
  organizations: [
    { name: 'Acme Inc', orgEntity: { name: 'acme-inc-org' }, teams: ['acme'] },
    { name: 'Guests', orgEntity: null, teams: [] },
  ],
};

describe('rootsOf', () => {
  it('lists everything that can hold automations, the default entity first', () => {
    expect(rootsOf(viewer)).toEqual([
      { entity: 'acme', label: 'acme', kind: 'team', isDefault: true },
      { entity: 'research', label: 'research', kind: 'team', isDefault: false },
      { entity: 'acme-inc-org', label: 'Acme Inc', kind: 'organization', isDefault: false },
      { entity: 'jane', label: 'jane', kind: 'personal', isDefault: false },
    ]);
  });

  it('lets the user’s own choice come first, also one that the server doesn’t list', () => {
    expect(rootsOf(viewer, 'research')[0]).toMatchObject({ entity: 'research', isDefault: true });
    expect(rootsOf(viewer, 'elsewhere')[0]).toMatchObject({ entity: 'elsewhere', isDefault: true });
  });

  it('knows somebody without a team', () => {
    const alone = { ...viewer, entity: null, teams: [], organizations: [] };
    expect(rootsOf(alone)).toEqual([{ entity: 'jane', label: 'jane', kind: 'personal', isDefault: true }]);
  });
});
