import type { ArtifactsPath, ProjectPath } from '../../../core/api/client';
import { isRegistryProject, registryProjectPrefix } from '../../../core/catalog/scopes';
import { message, type Message } from '../../../core/l10n/message';
import type { Lookups } from './lookups';
import type { WrittenScope } from './surroundings';

/** A name that exists on the server. */
export interface RemoteName {
  readonly name: string;
  /** Beside the name. */
  readonly detail?: string;
  readonly docs?: Message;
  /** A part of a path: more follows. */
  readonly unfinished?: true;
}

/** The names of the server, asked for as they are needed. Empty where nothing is known. */
export class RemoteNames {
  constructor(
    private readonly lookups: Lookups,
    private readonly scopes: readonly WrittenScope[],
    /** Entity that the configuration names. */
    private readonly entity: string | undefined,
  ) {}

  /** Teams, and the viewer's own entity. */
  entities(): readonly RemoteName[] {
    const viewer = this.lookups.get('viewer', {});
    return unique([this.entity, viewer?.entity, ...this.teamNames(), viewer?.username]).map((name) => ({
      name,
    }));
  }

  teams(): readonly RemoteName[] {
    return this.teamNames().map((name) => ({ name }));
  }

  organizations(): readonly RemoteName[] {
    return (this.lookups.get('organizations', {}) ?? []).map(({ name }) => ({ name }));
  }

  /** `entity/project`; without the slash, entities first. */
  projects(typed: string): readonly RemoteName[] {
    const slash = typed.indexOf('/');
    const home = this.entity ?? this.lookups.get('viewer', {})?.entity ?? undefined;
    const entity = slash < 0 ? home : typed.slice(0, slash);
    const of = entity === undefined ? [] : (this.lookups.get('projects', { entity }) ?? []);
    const projects = of
      .filter(({ name }) => !isRegistryProject(name))
      .map(({ name }): RemoteName => ({ name: `${entity ?? ''}/${name}` }));
    return slash < 0 ? [...projects, ...this.entities().map(openPath)] : projects;
  }

  /** `organization/registry`. */
  registries(typed: string): readonly RemoteName[] {
    const slash = typed.indexOf('/');
    const organizations = slash < 0 ? this.organizations().map(({ name }) => name) : [typed.slice(0, slash)];
    return organizations.flatMap((organization) =>
      (this.lookups.get('registries', { organization }) ?? []).map(({ name }) => ({
        name: `${organization}/${name}`,
      })),
    );
  }

  /** `entity/project/collection`, of a registry `organization/wandb-registry-NAME/collection`. */
  collections(typed: string): readonly RemoteName[] {
    const [entity = '', project, ...rest] = typed.split('/');
    if (project === undefined || rest.length === 0) {
      const registries = this.registries(typed).map(({ name }) =>
        name.replace('/', `/${registryProjectPrefix}`),
      );
      return [...this.projects(typed), ...registries.map((name) => ({ name }))].map((path) =>
        path.name.endsWith('/') ? path : openPath(path),
      );
    }
    const collections = this.lookups.get('collections', { entity: this.orgEntity(entity), project });
    return (collections ?? []).map(({ name, artifactType }) => ({
      name: `${entity}/${project}/${name}`,
      ...(artifactType !== null && { detail: artifactType }),
    }));
  }

  slackChannels(entity: string | undefined): readonly RemoteName[] {
    return this.owners(entity).flatMap((owner) =>
      (this.lookups.get('slackChannels', { entity: owner }) ?? []).map(({ channelName, teamName }) => ({
        name: `#${channelName.replace(/^#/, '')}`,
        detail: teamName,
      })),
    );
  }

  slackWorkspaces(entity: string | undefined): readonly RemoteName[] {
    const details = this.slackChannels(entity).map(({ detail }) => detail);
    return unique(details).map((name) => ({ name }));
  }

  webhooks(entity: string | undefined): readonly RemoteName[] {
    return this.owners(entity).flatMap((owner) =>
      (this.lookups.get('webhooks', { entity: owner }) ?? []).map(({ name, urlEndpoint }) => ({
        name,
        detail: hostOf(urlEndpoint),
      })),
    );
  }

  secrets(): readonly RemoteName[] {
    const names = this.owners(undefined).flatMap((entity) => this.lookups.get('secrets', { entity }) ?? []);
    return unique(names).map((name) => ({ name, docs: message('A secret of the team.') }));
  }

  automations(): readonly RemoteName[] {
    const names = this.owners(undefined).flatMap((entity) =>
      (this.lookups.get('automations', { entity }) ?? []).map(({ name }) => name),
    );
    return unique(names).map((name) => ({ name }));
  }

  metrics(): readonly RemoteName[] {
    return this.projectPaths().flatMap((path) => {
      const found = this.lookups.get('metricKeys', path);
      return (found?.keys ?? []).map(({ name, lastValue, runs }) => ({
        name,
        ...(lastValue !== null && { detail: shortNumber(lastValue) }),
        docs: message('Logged by {0} of the newest {1} runs.', runs, found?.runsSeen ?? 0),
      }));
    });
  }

  /** By the wire name of the field that they are values of. */
  fieldValues(field: string): readonly RemoteName[] {
    switch (field) {
      case 'display_name':
        return named(this.projectPaths().flatMap((path) => this.lookups.get('runNames', path)?.items ?? []));
      case 'alias':
        return named(this.artifactPaths().flatMap((path) => this.lookups.get('aliases', path)?.items ?? []));
      case 'tag':
        return named(this.artifactPaths().flatMap((path) => this.lookups.get('tags', path)?.items ?? []));
      default:
        return [];
    }
  }

  metadataKeys(): readonly RemoteName[] {
    const keys = this.artifactPaths().flatMap((path) => this.lookups.get('metadataKeys', path)?.items ?? []);
    return keys.map(({ key, example }) => ({ name: key, docs: message('For example `{0}`.', example) }));
  }

  private teamNames(): readonly string[] {
    return this.lookups.get('teams', {}) ?? [];
  }

  /** Entities whose integrations are meant: the one that is named, or the owners of the scopes, or all there are. */
  private owners(entity: string | undefined): readonly string[] {
    if (entity !== undefined) return [entity];
    const owners = this.scopes.flatMap(({ kind, value }) => {
      const [first = ''] = value.split('/');
      if (first === '') return [];
      return kind === 'registry' || kind === 'organization' ? this.teamsOf(first) : [first];
    });
    return owners.length > 0 ? unique(owners) : this.entities().map(({ name }) => name);
  }

  private teamsOf(organization: string): readonly string[] {
    const found = this.lookups
      .get('organizations', {})
      ?.find(({ name, orgEntity }) => name === organization || orgEntity === organization);
    return found?.teams ?? [];
  }

  private orgEntity(owner: string): string {
    const found = this.lookups.get('organizations', {})?.find(({ name }) => name === owner);
    return found?.orgEntity ?? owner;
  }

  private projectPaths(): readonly ProjectPath[] {
    return this.scopes.flatMap(({ kind, value }) => {
      const [entity = '', project = ''] = value.split('/');
      return kind === 'project' && entity !== '' && project !== '' ? [{ entity, project }] : [];
    });
  }

  private artifactPaths(): readonly ArtifactsPath[] {
    return this.scopes.flatMap(({ kind, value }): ArtifactsPath[] => {
      const [owner = '', name = '', collection] = value.split('/');
      if (owner === '' || name === '') return [];
      if (kind === 'project') return [{ entity: owner, project: name }];
      const entity = this.orgEntity(owner);
      if (kind === 'registry')
        return [{ entity, project: registryProjectPrefix + name.replace(registryProjectPrefix, '') }];
      return kind === 'collection' && collection !== undefined ? [{ entity, project: name, collection }] : [];
    });
  }
}

const openPath = ({ name, ...rest }: RemoteName): RemoteName => ({
  ...rest,
  name: `${name}/`,
  unfinished: true,
});

const named = (names: readonly string[]): readonly RemoteName[] => unique(names).map((name) => ({ name }));

function unique(names: readonly (string | null | undefined)[]): string[] {
  return [...new Set(names.filter((name) => name !== undefined && name !== null && name !== ''))] as string[];
}

/** Never the path, which may hold a token. */
function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return '';
  }
}

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}
