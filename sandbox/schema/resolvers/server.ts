import type { RequestContext } from '../../request-context';
import type { AreaResolvers } from '../resolver-types';

/** The release that self-hosted profiles are told to be behind. */
const latestRelease = '0.84.0';

export const serverResolvers = {
  Query: {
    fields: {
      serverInfo: () => ({}),
    },
  },
  ServerInfo: {
    fields: {
      features: (_: unknown, __: unknown, { profile }: RequestContext) =>
        profile.flags.map((name) => ({ name, isEnabled: true })),
      cliVersionInfo: () => ({ max_cli_version: '0.30.0', min_cli_version: '0.13.0' }),
      latestLocalVersionInfo: (_: unknown, __: unknown, { profile: { version } }: RequestContext) =>
        version && {
          outOfDate: version !== latestRelease,
          latestVersionString: latestRelease,
          versionOnThisInstanceString: version,
        },
    },
  },
} satisfies AreaResolvers;
