import type { CatalogLookups } from '../../../core/api/catalog';
import type { ArtifactsPath, ProjectPath } from '../../../core/api/client';
import { isRegistryProject, registryProjectPrefix } from '../../../core/catalog/scopes';
import { message, type Message } from '../../../core/l10n/message';
import type { Lookups } from '../../remote/lookups';
import { integrationName, type Distinction } from '../../remote/telling-apart';
import { integrationNames, type IntegrationName } from './integration-names';
import { metricNames } from './metric-names';
import type { WrittenScope } from './surroundings';

/** A name that exists on the server. */
export interface RemoteName {
  readonly name: string;
  /** Beside the name. */
  readonly detail?: string;
  /** Sentences. */
  readonly docs?: readonly Message[];
  /** A part of a path: more follows. */
  readonly unfinished?: true;
  /** What an integration's mapping has to say besides the name. */
  readonly apart?: Distinction;
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
    const viewer = this.lookups.value('viewer', {});
    return unique([this.entity, viewer?.entity, ...this.teamNames(), viewer?.username]).map((name) => ({
      name,
    }));
  }

  teams(): readonly RemoteName[] {
    return this.teamNames().map((name) => ({ name }));
  }

  organizations(): readonly RemoteName[] {
    return (this.lookups.value('organizations', {}) ?? []).map(({ name }) => ({ name }));
  }

  /** `entity/project`; without the slash, entities first. */
  projects(typed: string): readonly RemoteName[] {
    const slash = typed.indexOf('/');
    const home = this.entity ?? this.lookups.value('viewer', {})?.entity ?? undefined;
    const entity = slash < 0 ? home : typed.slice(0, slash);
    const of = entity === undefined ? [] : (this.lookups.value('projects', { entity }) ?? []);
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
      (this.lookups.value('registries', { organization }) ?? []).map(({ name }) => ({
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
    const collections = this.lookups.value('collections', { entity: this.orgEntity(entity), project });
    return (collections ?? []).map(({ name, artifactType }) => ({
      name: `${entity}/${project}/${name}`,
      ...(artifactType !== null && { detail: artifactType }),
    }));
  }

  /** `apart`: each of several of the same name; `workspace`: only channels of this one. */
  slackChannels(entity: string | undefined, apart: boolean, workspace?: string): readonly RemoteName[] {
    const channels = this.owned('slackChannels', entity).map((owned) =>
      owned.filter(({ teamName }) => workspace === undefined || teamName === workspace),
    );
    return integrationNames(channels, apart).map(integrationAsName);
  }

  /** `channel`: only those that have one of this name. */
  slackWorkspaces(entity: string | undefined, channel?: string): readonly RemoteName[] {
    const name = channel?.replace(/^#/, '');
    const found = this.owned('slackChannels', entity).flat();
    const workspaces = found.filter((one) => name === undefined || integrationName(one) === name);
    return named(workspaces.map(({ teamName }) => teamName));
  }

  webhooks(entity: string | undefined, apart: boolean): readonly RemoteName[] {
    return integrationNames(this.owned('webhooks', entity), apart).map(integrationAsName);
  }

  secrets(): readonly RemoteName[] {
    const names = this.owners(undefined).flatMap((entity) => this.lookups.value('secrets', { entity }) ?? []);
    return unique(names).map((name) => ({ name, docs: [message('A secret of the team.')] }));
  }

  automations(): readonly RemoteName[] {
    const names = this.owners(undefined).flatMap((entity) =>
      (this.lookups.value('automations', { entity }) ?? []).map(({ name }) => name),
    );
    return unique(names).map((name) => ({ name }));
  }

  metrics(): readonly RemoteName[] {
    const paths = this.projectPaths();
    return metricNames(
      paths.map(({ entity, project }) => ({
        project: `${entity}/${project}`,
        found: this.lookups.value('metricKeys', { entity, project }),
      })),
    );
  }

  /** By the wire name of the field that they are values of. */
  fieldValues(field: string): readonly RemoteName[] {
    switch (field) {
      case 'display_name':
        return named(
          this.projectPaths().flatMap((path) => this.lookups.value('runNames', path)?.items ?? []),
        );
      case 'alias':
        return named(
          this.artifactPaths().flatMap((path) => this.lookups.value('aliases', path)?.items ?? []),
        );
      case 'tag':
        return named(this.artifactPaths().flatMap((path) => this.lookups.value('tags', path)?.items ?? []));
      default:
        return [];
    }
  }

  metadataKeys(): readonly RemoteName[] {
    const keys = this.artifactPaths().flatMap(
      (path) => this.lookups.value('metadataKeys', path)?.items ?? [],
    );
    const examples = new Map(keys.map(({ key, example }) => [key, example]));
    return [...examples].map(([name, example]) => ({ name, docs: [message('For example `{0}`.', example)] }));
  }

  private owned<Kind extends 'slackChannels' | 'webhooks'>(
    kind: Kind,
    entity: string | undefined,
  ): readonly NonNullable<CatalogLookups[Kind]['fact']>[] {
    return this.owners(entity).map((owner) => this.lookups.value(kind, { entity: owner }) ?? []);
  }

  private teamNames(): readonly string[] {
    return this.lookups.value('teams', {}) ?? [];
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
      .value('organizations', {})
      ?.find(({ name, orgEntity }) => name === organization || orgEntity === organization);
    return found?.teams ?? [];
  }

  private orgEntity(owner: string): string {
    const found = this.lookups.value('organizations', {})?.find(({ name }) => name === owner);
    return found?.orgEntity ?? owner;
  }

  private projectPaths(): readonly ProjectPath[] {
    const projects = this.scopes.filter(({ kind }) => kind === 'project').map(({ value }) => value);
    return unique(projects).flatMap((path) => {
      const [entity = '', project = ''] = path.split('/');
      return entity !== '' && project !== '' ? [{ entity, project }] : [];
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

const integrationAsName = ({ name, places, apart }: IntegrationName): RemoteName => ({
  name,
  detail: places.join(', '),
  ...(apart && { apart }),
});
