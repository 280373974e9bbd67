import type { WandbClient } from '../client';
import {
  entity,
  entityOrganizations,
  organization,
  organizationFeatures,
  secrets,
} from '../documents/entities';
import { version, viewer } from '../documents/server';
import { hasField } from '../capabilities';
import { ApiError } from '../errors';
import { failureOfMessages } from '../graphql';
import type { Viewer } from '../model';
import type { Session } from '../session';

type Operations =
  | 'viewer'
  | 'capabilities'
  | 'serverVersion'
  | 'entity'
  | 'organization'
  | 'organizationsOf'
  | 'organizationFeatures'
  | 'secrets';

/** Who one is, what the server is, and whose things there are. */
export function viewerOperations(session: Session): Pick<WandbClient, Operations> {
  const askViewer = async (withOrganizations: boolean, signal?: AbortSignal): Promise<Viewer> => {
    // Errors beside a viewer are about parts of it; the W&B SDK takes no notice of them either.
    const { data, errors } = await session.ask(viewer(withOrganizations), {}, signal, () => true);
    if (data !== null) return data;
    const failure = failureOfMessages(errors.map(({ message }) => message));
    throw session.fail(failure.kind === 'invalid' ? { kind: 'unauthenticated' } : failure);
  };

  return {
    capabilities: (signal) => session.capabilities(signal),

    async viewer(signal) {
      try {
        return await askViewer(true, signal);
      } catch (error) {
        if (error instanceof ApiError && error.failure.kind === 'unsupported')
          return askViewer(false, signal);
        throw error;
      }
    },

    async serverVersion(signal) {
      try {
        return (await session.ask(version, {}, signal)).data;
      } catch (error) {
        if (!(error instanceof ApiError) || error.failure.kind !== 'unsupported') throw error;
        return { version: null, latest: null, outOfDate: null };
      }
    },

    entity: (name, signal) => session.look(entity, { name }, signal),
    organization: (name, signal) => session.look(organization, { name }, signal),

    async organizationsOf(name, signal) {
      return session.look(entityOrganizations(await session.capabilities(signal)), { name }, signal);
    },

    async organizationFeatures(name, signal) {
      // A server without such flags has none that is on.
      if (hasField(await session.capabilities(signal), 'Organization.featureFlags') === false) return [];
      return session.look(organizationFeatures, { name }, signal);
    },

    async secrets(name, signal) {
      if (hasField(await session.capabilities(signal), 'Entity.secrets') === false) {
        throw session.fail({ kind: 'unsupported', what: 'Entity.secrets' });
      }
      return session.look(secrets, { name }, signal);
    },
  };
}
