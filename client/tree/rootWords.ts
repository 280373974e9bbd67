import { l10n } from 'vscode';
import type { Root } from './roots';

/** Theme icons. */
export const rootIcons: Readonly<Record<Root['kind'], string>> = {
  personal: 'account',
  team: 'organization',
  organization: 'globe',
};

export function kindOfRoot({ kind }: Root): string {
  switch (kind) {
    case 'personal':
      return l10n.t('User');
    case 'team':
      return l10n.t('Team');
    case 'organization':
      return l10n.t('Organization');
  }
}
