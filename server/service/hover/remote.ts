import type { TextRole } from '../../../core/catalog/keys';
import type { SpecLocation } from '../../../core/spec/location';
import { aboutAutomation } from './automation';
import type { HoverContext } from './hover';
import { aboutIntegration, aboutIntegrationId, aboutWorkspace } from './integration';
import { aboutMetric } from './metric';
import { aboutScope } from './scope';

/** A name of the server: what is known of it now. */
export function aboutName(role: TextRole, location: SpecLocation, context: HoverContext): readonly string[] {
  const { text, entry, shape } = location;
  if (!text) return [];
  switch (role) {
    case 'project':
    case 'registry':
    case 'collection':
    case 'team':
    case 'organization':
      return aboutScope(location, context);
    case 'slack-channel':
      return aboutIntegration('slack', location, text.value, context);
    case 'slack-workspace':
      return aboutWorkspace(location, text.value, context);
    case 'webhook':
      return aboutIntegration('webhook', location, text.value, context);
    case 'metric':
      return aboutMetric(text.value, entry, context);
    case 'automation-name':
      return aboutAutomation('name', text.value, entry, context);
    case 'id':
      return aboutId(shape?.id, location, text.value, context);
    default:
      return [];
  }
}

function aboutId(
  shape: string | undefined,
  location: SpecLocation,
  id: string,
  context: HoverContext,
): readonly string[] {
  switch (shape) {
    case 'scope':
      return aboutScope(location, context);
    case 'slackIntegration':
      return aboutIntegrationId('slack', location, id, context);
    case 'webhookIntegration':
      return aboutIntegrationId('webhook', location, id, context);
    default:
      return aboutAutomation('id', id, location.entry, context);
  }
}
