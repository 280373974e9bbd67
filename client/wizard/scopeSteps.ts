import { l10n } from 'vscode';
import type { ScopeKind } from '../../core/automation';
import { findScope, registryProjectPrefix, scopes } from '../../core/catalog/scopes';
import type { PickStep, Remark, Step, StepOption } from '../ui/flow';
import { inWords } from '../ui/failures';
import {
  chosenKind,
  chosenPart,
  depthOf,
  partSteps,
  type ScopeChoices,
  type ScopeStepId,
} from './scopeChoices';
import { askServer, firstSentence, marked, remarkOf, type StepWorld } from './world';

type Chosen = Pick<ScopeChoices, 'kind' | 'path'>;

/** Steps that ask for a scope, for whatever flow: `put` says what becomes of an answer. */
export interface ScopeAsking<State> {
  readonly world: StepWorld;
  /** Kinds that make sense. */
  readonly kinds: readonly ScopeKind[];
  readonly put: (chosen: Chosen) => State;
}

export function scopeStep<State>(
  id: ScopeStepId,
  choices: ScopeChoices,
  asking: ScopeAsking<State>,
): Step<State> {
  if (id === 'kind') return kindStep(choices, asking);
  if (id === 'path') return pathStep(choices, asking);
  return partStep(partSteps.indexOf(id), choices, asking);
}

const scopeIcons: Readonly<Record<ScopeKind, string>> = {
  project: 'project',
  registry: 'library',
  collection: 'package',
  team: 'organization',
  organization: 'globe',
};

function kindStep<State>(choices: ScopeChoices, { world, kinds, put }: ScopeAsking<State>): PickStep<State> {
  const options = scopes
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, label, form, docs, feature }) => ({
      key: kind,
      label: inWords(label),
      description: form,
      detail: firstSentence(inWords(docs)),
      icon: scopeIcons[kind],
      feature,
      value: put(chosenKind(choices, kind)),
    }));
  return {
    type: 'pick',
    prompt: l10n.t('What should be watched?'),
    options,
    ...marked(options, world, l10n.t('this server does not have it')),
    ...(choices.kind && { current: choices.kind }),
  };
}

/** Signed out: the whole name at once. */
function pathStep<State>(choices: ScopeChoices, { world, put }: ScopeAsking<State>): Step<State> {
  const { kind = 'project', path } = choices;
  const entry = findScope(kind);
  return {
    type: 'text',
    prompt: l10n.t('Its name: {0}', entry?.form ?? ''),
    value: path.join('/'),
    placeholder: entry?.example ?? '',
    check: (text) => scopeRemark(world, kind, text),
    accept: (text) => put({ kind, path: text.trim().split('/') }),
  };
}

function scopeRemark({ tools }: StepWorld, kind: ScopeKind, path: string): Remark | undefined {
  const found = tools.readScope(kind, path.trim());
  return 'scope' in found ? undefined : remarkOf(found, path);
}

function partStep<State>(index: number, choices: ScopeChoices, asking: ScopeAsking<State>): PickStep<State> {
  const { world, put } = asking;
  const { kind = 'project', path } = choices;
  const before = path.slice(0, index);
  // What the server has isn't always what a spec can name.
  const check = (text: string): Remark | undefined => {
    const whole = [...before, ...text.split('/')];
    return whole.length >= depthOf(kind) ? scopeRemark(world, kind, whole.join('/')) : undefined;
  };
  const option = (name: string, more: Partial<StepOption<State>> = {}): StepOption<State> => ({
    key: name,
    label: name,
    check: () => check(name),
    value: put(chosenPart(choices, index, name)),
    ...more,
  });
  const current = path[index];
  return {
    type: 'pick',
    prompt: promptOf(kind, index, before.join('/')),
    options: [],
    load: async (signal, again) =>
      (await namesOf(asking, kind, before, signal, again)).map(({ name, detail, icon }) =>
        option(name, { icon, ...(detail !== undefined && { description: detail }) }),
      ),
    empty: l10n.t('The server lists none. Type a name.'),
    typed: (text) =>
      check(text) ?? [option(text, { label: l10n.t('Use “{0}”', text), key: `typed ${text}` })],
    ...(current !== undefined && { current }),
  };
}

function promptOf(kind: ScopeKind, index: number, before: string): string {
  if (index === 2) return l10n.t('Which collection of {0}? Choose one, or type a name.', before);
  if (index === 1 && kind === 'registry')
    return l10n.t('Which registry of {0}? Choose one, or type a name.', before);
  if (index === 1) return l10n.t('Which project of {0}? Choose one, or type a name.', before);
  if (kind === 'team') return l10n.t('Which team? Choose one, or type a name.');
  if (kind === 'registry' || kind === 'organization')
    return l10n.t('Which organization? Choose one, or type a name.');
  return l10n.t('Whose? Choose a team or user, or type a name.');
}

interface Named {
  readonly name: string;
  readonly detail?: string;
  readonly icon: string;
}

/** Names that the server has for a part. */
async function namesOf<State>(
  { world: { connection, entity } }: ScopeAsking<State>,
  kind: ScopeKind,
  [owner, project]: readonly string[],
  signal: AbortSignal,
  again: boolean,
): Promise<readonly Named[]> {
  if (!connection) return [];
  const viewer = await askServer(connection, 'viewer', {}, signal, again);
  const organizations = viewer.organizations.map(({ name }): Named => ({
    name,
    detail: l10n.t('Organization'),
    icon: 'globe',
  }));
  if (owner === undefined) {
    if (kind === 'registry' || kind === 'organization') return organizations;
    const teams = viewer.teams
      .filter((name) => name !== viewer.username)
      .map((name): Named => ({ name, detail: l10n.t('Team'), icon: 'organization' }));
    if (kind === 'team') return first(teams, entity);
    const person: Named = { name: viewer.username, detail: l10n.t('User'), icon: 'account' };
    const owners = first([...teams, person], entity === '' ? (viewer.entity ?? '') : entity);
    return kind === 'collection' ? [...owners, ...organizations] : owners;
  }
  const isOrganization = viewer.organizations.some(
    ({ name, orgEntity }) => name === owner || orgEntity?.name === owner,
  );
  if (project === undefined && (kind === 'registry' || isOrganization)) {
    const registries = await askServer(connection, 'registries', { organization: owner }, signal);
    const prefix = kind === 'registry' ? '' : registryProjectPrefix;
    return (registries ?? []).map(({ name }) => ({ name: `${prefix}${name}`, icon: 'library' }));
  }
  if (project === undefined) {
    const projects = await askServer(connection, 'projects', { entity: owner }, signal);
    return (projects ?? [])
      .filter(({ name }) => !name.startsWith(registryProjectPrefix))
      .map(({ name }) => ({ name, icon: 'project' }));
  }
  const orgEntity = viewer.organizations.find(({ name }) => name === owner)?.orgEntity?.name;
  const ask = { entity: orgEntity ?? owner, project };
  const collections = await askServer(connection, 'collections', ask, signal);
  return (collections ?? []).map(({ name, artifactType }) => ({
    name,
    icon: 'package',
    ...(artifactType !== null && { detail: artifactType }),
  }));
}

/** The one with that name comes first. */
function first(names: readonly Named[], preferred: string): readonly Named[] {
  return [...names].sort((a, b) => Number(b.name === preferred) - Number(a.name === preferred));
}
