import type { Root } from '../tree/roots';

/**
 * The page of the App on which Slack channels, webhooks and secrets are managed. W&B's docs give the address of the user's
 * settings; that of a team's is as the App has it. An organization owns no integrations: its page is the App's.
 */
export function settingsPage(appUrl: string, root: Pick<Root, 'entity' | 'kind'> | undefined): string {
  switch (root?.kind) {
    case 'personal':
      return `${appUrl}/settings`;
    case 'team':
      return `${appUrl}/${encodeURIComponent(root.entity)}/settings`;
    default:
      return appUrl;
  }
}
