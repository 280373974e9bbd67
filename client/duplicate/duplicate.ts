import { l10n, workspace } from 'vscode';
import type { Trigger } from '../../core/api/model';
import type { Automation, IntegrationReference, ScopeKind } from '../../core/automation';
import { findEventByWireType } from '../../core/catalog/events';
import { scopes } from '../../core/catalog/scopes';
import { plain } from '../../core/l10n/plain-text';
import { ownerOf } from '../../core/spec/scope-key';
import { createOnServer, type CreateWorld } from '../create/createFromSpec';
import { knowingOwners } from '../documents/owners';
import { targetFolder } from '../documents/specFile';
import { readAll } from '../manage/current';
import { isSupported } from '../tree/words';
import { Refusal } from '../ui/failures';
import { runFlow, type Flow, type PickStep, type Step, type StepOption } from '../ui/flow';
import { integrationStep } from '../wizard/actionSteps';
import type { Target } from '../wizard/choices';
import { namesInTarget, nameStep } from '../wizard/nameStep';
import { freeName } from '../wizard/patterns';
import { choicesOf, scopeSteps, type ScopeChoices, type ScopeStepId } from '../wizard/scopeChoices';
import { scopeStep } from '../wizard/scopeSteps';
import type { Naming } from '../wizard/takenNames';
import { targetStep } from '../wizard/target';
import type { StepWorld } from '../wizard/world';
import { writeTo } from '../wizard/writeTo';

export type DuplicateWorld = Omit<CreateWorld, 'connectionFor' | 'remembers'>;

/** What was answered so far. */
interface Choices extends ScopeChoices {
  /** By the key of the original's integration. */
  readonly integrations: ReadonlyMap<string, IntegrationReference>;
  readonly where?: 'file' | 'server';
  readonly target?: Target;
  readonly name?: string;
}

type StepId = ScopeStepId | `integration ${string}` | 'where' | 'target' | 'name';

/**
 * Writes copies of saved automations for another scope: into a spec, or on the server, where they are shown first and confirmed
 * like those of a spec. The originals stay as they are.
 */
export async function duplicate(world: DuplicateWorld, triggers: readonly Trigger[]): Promise<void> {
  const connection = world.connection();
  const tools = await import('../specTools');
  const unsupported = triggers.find((trigger) => !isSupported(trigger));
  if (unsupported) {
    throw new Refusal(l10n.t('“{0}” is of a kind that can only be read.', plain(unsupported.name)));
  }
  const current = await readAll(triggers, connection);
  const originals = (await knowingOwners(current, connection)).map(tools.originalOf);
  const [first] = originals;
  if (!first) return;
  const entity = workspace.getConfiguration('wandbAutomations').get('entity', '');
  const steps: StepWorld = { tools, connection, entity };
  const start: Choices = {
    online: true,
    path: [],
    ...choicesOf(first.scope),
    integrations: new Map(),
  };
  const answers = await runFlow(flowOf(originals, steps, world), world.dialogs.step, start, {
    ended: connection.ended,
  });
  if (!answers) return;
  const copies = copiesOf(originals, answers, steps);
  if (answers.where === 'server') {
    await createOnServer(world, connection, copies.map(tools.compiledOf));
  } else {
    await writeTo(answers.target ?? { type: 'untitled' }, copies, tools);
  }
}

function flowOf(
  originals: readonly Automation[],
  world: StepWorld,
  { language }: Pick<DuplicateWorld, 'language'>,
): Flow<Choices, StepId> {
  const [only] = originals;
  const hasFolder = targetFolder() !== undefined;
  const title =
    originals.length === 1
      ? l10n.t('Duplicate “{0}”', plain(only?.name ?? '', 60))
      : l10n.t('Duplicate {0} Automations', originals.length);
  const byKey = integrationsIn(originals, world);
  return {
    title,
    steps: (choices) => [
      ...scopeSteps(choices),
      ...[...byKey]
        .filter(([, original]) => movesAway(original, choices))
        .map(([key]) => `integration ${key}` as const),
      'where',
      ...(choices.where !== 'server' && hasFolder ? (['target'] as const) : []),
      ...(originals.length === 1 ? (['name'] as const) : []),
    ],
    step: (id, choices): Step<Choices> => {
      if (id === 'where') return whereStep(choices, world);
      if (id === 'target') {
        const scope = { kind: choices.kind ?? 'project', path: choices.path };
        return targetStep(scope, choices.target, language, (target) => ({ ...choices, target }));
      }
      if (id === 'name') {
        const base = nameOf(only, choices, world);
        const naming = { scope: choices, ...namingOf(choices) };
        return nameStep({ base, chosen: choices.name }, naming, world, language, (name) => ({
          ...choices,
          name,
        }));
      }
      const original = byKey.get(id.replace(/^integration /, ''));
      if (original) return movedIntegrationStep(original, choices, world);
      return scopeStep(id as ScopeStepId, choices, {
        world,
        kinds: kindsFor(originals),
        put: (scope) => ({ ...choices, ...scope }),
      });
    },
  };
}

/** The automations that have an integration, one for each. */
function integrationsIn(
  originals: readonly Automation[],
  { tools }: StepWorld,
): ReadonlyMap<string, Automation> {
  return new Map(
    originals.flatMap((original) => {
      const key = tools.integrationKey(original);
      return key === undefined ? [] : [[key, original] as const];
    }),
  );
}

/** Kinds of scopes that every one of the events allows. */
function kindsFor(originals: readonly Automation[]): readonly ScopeKind[] {
  return scopes
    .map(({ kind }) => kind)
    .filter((kind) =>
      originals.every(({ event }) => findEventByWireType(event.wireType)?.scopes[kind] !== 'refused'),
    );
}

/** Is the copy for somebody else than the original, and than whoever has its integration? */
function movesAway({ scope, action }: Automation, { path: [owner] }: Choices): boolean {
  const entity = 'integration' in action ? action.integration.entity : undefined;
  return owner !== ownerOf(scope) && owner !== entity;
}

/** Another owner has other integrations: one of the same name is proposed, and the old one can stay. */
function movedIntegrationStep(original: Automation, choices: Choices, world: StepWorld): PickStep<Choices> {
  const { action } = original;
  const key = world.tools.integrationKey(original) ?? '';
  if (!('integration' in action)) throw new TypeError('The action has no integration.');
  const kind = action.type === 'SendNotification' ? 'slack' : 'webhook';
  const put = (integration: IntegrationReference): Choices => ({
    ...choices,
    integrations: new Map([...choices.integrations, [key, integration]]),
  });
  const { integration } = action;
  const { name = '' } = integration;
  const label = kind === 'slack' ? `#${name}` : name;
  const before = integration.entity ?? ownerOf(original.scope) ?? '';
  const newOwner = choices.path[0] ?? '';
  const step = integrationStep(kind, choices, choices.integrations.get(key) ?? { name }, world, put);
  const kept: StepOption<Choices> = {
    key: 'kept',
    label: l10n.t('Keep {0} of {1}', label, before),
    description: l10n.t('works only where W&B lets {0} use it', newOwner),
    icon: 'history',
    value: put(integration),
  };
  const { load } = step;
  return {
    ...step,
    prompt: l10n.t('{0} belongs to {1}. What should be used for {2}?', label, before, newOwner),
    options: [kept],
    ...(load && {
      load: async (signal, again) => {
        const offered = await load(signal, again);
        if (offered.some((option) => option.label === label)) return offered;
        const description = l10n.t('{0} has none of this name', newOwner);
        return [...offered, { ...kept, description }];
      },
    }),
  };
}

function whereStep(choices: Choices, { connection }: StepWorld): PickStep<Choices> {
  const host = connection?.account.host ?? '';
  return {
    type: 'pick',
    prompt: l10n.t('Where should it be written?'),
    options: [
      {
        key: 'file',
        label: l10n.t('Into a spec file'),
        description: l10n.t('nothing changes on the server'),
        icon: 'file',
        value: { ...choices, where: 'file' },
      },
      {
        key: 'server',
        label: l10n.t('On {0}', host),
        description: l10n.t('you see what is sent, and confirm it'),
        icon: 'cloud-upload',
        value: { ...choices, where: 'server' },
      },
    ],
    current: choices.where ?? 'file',
  };
}

const namingOf = ({ target, where }: Choices): Pick<Naming, 'target' | 'isSpec'> => ({
  target,
  isSpec: where !== 'server',
});

/** Names are unique in a scope. */
function nameOf(original: Automation | undefined, choices: Choices, { tools }: StepWorld): string {
  const { name = '', scope } = original ?? {};
  const found = tools.readScope(choices.kind ?? 'project', choices.path.join('/'));
  const stays = scope && 'scope' in found && tools.isSameScope(scope, found.scope);
  return stays ? `${name}-copy` : name;
}

function copiesOf(originals: readonly Automation[], choices: Choices, world: StepWorld): Automation[] {
  const { tools } = world;
  const found = tools.readScope(choices.kind ?? 'project', choices.path.join('/'));
  if (!('scope' in found)) throw new TypeError('The scope was not checked.');
  const taken = [...namesInTarget(namingOf(choices))];
  return originals.map((original) => {
    const name = choices.name ?? freeName(nameOf(original, choices, world), taken);
    taken.push(name);
    return tools.copyWith(original, {
      scope: found.scope,
      integrations: movedIntegrations(choices, original),
      name,
    });
  });
}

/** What was chosen for an owner that was changed again afterwards doesn't count. */
function movedIntegrations(
  choices: Choices,
  original: Automation,
): ReadonlyMap<string, IntegrationReference> {
  return movesAway(original, choices) ? choices.integrations : new Map();
}
