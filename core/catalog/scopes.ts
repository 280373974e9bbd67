import type { ScopeKind } from '../automation';
import { message, type Message } from '../l10n/message';

/** What an automation can watch over. Source: W&B SDK 0.30 and W&B docs. */
export interface ScopeEntry {
  readonly kind: ScopeKind;
  /** `scopeType` of the inputs. */
  readonly wireType: 'PROJECT' | 'ARTIFACT_COLLECTION' | 'ENTITY';
  /** What `scopeID` is the id of. */
  readonly idOf: string;
  /** How the value is written, with an example. */
  readonly form: string;
  readonly example: string;
  /** Server feature without which the scope can't be used; absent: every server has it. */
  readonly feature?: string;
  /** Feature flag of the organization that is needed besides. */
  readonly organizationFeature?: string;
  readonly minimumServer?: string;
  readonly label: Message;
  readonly docs: Message;
}

/** A registry is a project whose name starts with this and goes on behind it. */
export const registryProjectPrefix = 'wandb-registry-';

const entityGate = {
  feature: 'AUTOMATION_SCOPE_ENTITY',
  organizationFeature: 'automation_entity_scope',
  minimumServer: '0.83.0',
} as const;

export const scopes: readonly ScopeEntry[] = [
  {
    kind: 'project',
    wireType: 'PROJECT',
    idOf: 'Project',
    form: 'entity/project',
    example: 'my-team/finetune',
    label: message('Project'),
    docs: message('Watches every run and every artifact collection of one project, present and future.'),
  },
  {
    kind: 'registry',
    wireType: 'PROJECT',
    idOf: 'Project',
    form: 'organization/registry',
    example: 'my-org/model',
    label: message('Registry'),
    docs: message(
      'Watches every collection of a registry, present and future. The organization may be given by its display name or by the name of its entity; the prefix `wandb-registry-` may be left out. Runs can’t be watched here.',
    ),
  },
  {
    kind: 'collection',
    wireType: 'ARTIFACT_COLLECTION',
    idOf: 'ArtifactCollection',
    form: 'entity/project/collection',
    example: 'my-team/finetune/llm',
    label: message('Collection'),
    docs: message(
      'Watches one artifact collection. A collection of a registry is written `organization/wandb-registry-NAME/collection`. Runs can’t be watched here.',
    ),
  },
  {
    kind: 'team',
    wireType: 'ENTITY',
    idOf: 'Entity',
    form: 'team',
    example: 'my-team',
    ...entityGate,
    label: message('Team'),
    docs: message(
      'Watches everything that a team owns, present and future. Needs Multi-tenant Cloud or a server from 0.83.0 on, and the feature switched on for the organization. A personal entity can’t be a scope.',
    ),
  },
  {
    kind: 'organization',
    wireType: 'ENTITY',
    idOf: 'Entity',
    form: 'organization',
    example: 'my-org',
    ...entityGate,
    label: message('Organization'),
    docs: message(
      'Watches all teams, projects, registries and collections of an organization, present and future. Give its display name or the name of its entity. Needs Multi-tenant Cloud or a server from 0.83.0 on, and the feature switched on for the organization.',
    ),
  },
];

const byKind = new Map<string, ScopeEntry>(scopes.map((scope) => [scope.kind, scope]));

/** The entry of a scope key (`project`, `registry`, …); undefined for anything else. */
export function findScope(kind: string): ScopeEntry | undefined {
  return byKind.get(kind);
}

/** Whether a project's name is that of a registry: the bare prefix is not. */
export function isRegistryProject(name: string): boolean {
  return name.startsWith(registryProjectPrefix) && name.length > registryProjectPrefix.length;
}

/** Highest length of a project's or registry's name, prefix included, in code points. */
export const maxProjectNameLength = 128;
/** Highest length of a collection's name in code points. */
export const maxCollectionNameLength = 128;
/** Characters that no project or registry name may hold. */
export const forbiddenInProjectName = '/\\#?%:\r\n';
