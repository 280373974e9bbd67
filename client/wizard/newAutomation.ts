import { l10n, workspace } from 'vscode';
import type { Scope } from '../../core/automation';
import { scopes } from '../../core/catalog/scopes';
import { plain } from '../../core/l10n/plain-text';
import { targetFolder } from '../documents/specFile';
import type { LanguageSupport } from '../language/languageSupport';
import type { Connection } from '../session/session';
import { isNode, nameOfRow, scopeOfRow } from '../tree/nodes';
import { scopeOnServer } from '../tree/scopeOnServer';
import type { Dialogs } from '../ui/dialogs';
import { inWords, Refusal } from '../ui/failures';
import { runFlow, type Flow, type Step } from '../ui/flow';
import {
  actionStep,
  integrationKind,
  integrationStep,
  levelStep,
  payloadStep,
  promptStep,
  textStep,
  titleStep,
} from './actionSteps';
import { hasScope, stepsOf, withScope, type Choices, type StepId } from './choices';
import { eventOf, eventStep, filterStep, metricStep, patternStep } from './eventSteps';
import { nameStep } from './nameStep';
import { proposeName } from './patterns';
import { choicesOf } from './scopeChoices';
import { scopeStep } from './scopeSteps';
import { targetStep } from './target';
import type { SpecTools, StepWorld } from './world';
import { writeTo } from './writeTo';

export interface WizardWorld {
  readonly dialogs: Pick<Dialogs, 'step'>;
  readonly language: Pick<LanguageSupport, 'specs'>;
  readonly connection: () => Connection | undefined;
}

/**
 * Asks for everything that an automation needs, one thing after the other, and writes it into a spec. Nothing happens before the
 * last answer, and nothing on the server at all. `argument`: a row of the sidebar, whose scope is taken.
 */
export async function newAutomation(world: WizardWorld, argument: unknown): Promise<void> {
  const tools = await import('../specTools');
  const entity = workspace.getConfiguration('wandbAutomations').get('entity', '');
  const steps: StepWorld = { tools, connection: world.connection(), entity };
  const start = beginning(steps.connection !== undefined, argument);
  const at = hasScope(start) ? 'event' : 'kind';
  if (at === 'event') requireScope(start, tools);
  const answers = await runFlow(flowOf(steps, world.language), world.dialogs.step, start, {
    at,
    ended: steps.connection?.ended,
  });
  if (!answers) return;
  const { kind = 'project', path, event = '', filter = '', action = '', name = '', ...more } = answers;
  const automation = tools.automationOfAnswers({
    ...more,
    name,
    scope: requireScope({ kind, path }, tools),
    event,
    filter,
    action,
  });
  await writeTo(answers.target ?? { type: 'untitled' }, [automation], tools);
}

/** @throws {Refusal} for a scope that the server has and a spec can't name */
function requireScope({ kind = 'project', path }: Pick<Choices, 'kind' | 'path'>, tools: SpecTools): Scope {
  const name = path.join('/');
  const found = tools.readScope(kind, name);
  if ('scope' in found) return found.scope;
  throw new Refusal(l10n.t('A spec can’t name {0}. {1}', plain(name), inWords(found.message)));
}

/** What the row says already. */
function beginning(online: boolean, argument: unknown): Choices {
  const empty: Choices = { online, hasFolder: targetFolder() !== undefined, path: [] };
  if (!isNode(argument)) return empty;
  // What people know an organization by isn't its entity.
  if (argument.type === 'entity') return { ...empty, path: [nameOfRow(argument)] };
  const watched = scopeOfRow(argument);
  const scope = watched && choicesOf(scopeOnServer(watched));
  return scope ? { ...empty, ...scope } : empty;
}

function flowOf(world: StepWorld, language: WizardWorld['language']): Flow<Choices, StepId> {
  return {
    title: l10n.t('New Automation'),
    steps: stepsOf,
    step: (id, choices) => stepOf(id, choices, world, language),
  };
}

function stepOf(
  id: StepId,
  choices: Choices,
  world: StepWorld,
  language: WizardWorld['language'],
): Step<Choices> {
  switch (id) {
    case 'kind':
    case 'owner':
    case 'place':
    case 'collection':
    case 'path': {
      const put = (scope: Pick<Choices, 'kind' | 'path'>): Choices => withScope(choices, scope);
      return scopeStep(id, choices, { world, kinds: scopes.map(({ kind }) => kind), put });
    }
    case 'event':
      return eventStep(choices, world);
    case 'pattern':
      return patternStep(choices, world);
    case 'metric':
      return metricStep(choices, world);
    case 'filter':
      return filterStep(choices, world);
    case 'action':
      return actionStep(choices, world);
    case 'integration':
      return integrationStep(
        integrationKind(choices.action),
        choices,
        choices.integration,
        world,
        (integration) => ({ ...choices, integration }),
      );
    case 'title':
      return titleStep(choices);
    case 'text':
      return textStep(choices);
    case 'level':
      return levelStep(choices);
    case 'payload':
      return payloadStep(choices);
    case 'prompt':
      return promptStep(choices, world);
    case 'target':
      return targetStep(
        { kind: choices.kind ?? 'project', path: choices.path },
        choices.target,
        language,
        (target) => ({
          ...choices,
          target,
        }),
      );
    case 'name': {
      const { pattern, metric, name: chosen, target } = choices;
      const base = proposeName(eventOf(choices), pattern, metric);
      const naming = { scope: choices, target, isSpec: true };
      return nameStep({ base, chosen }, naming, world, language, (name) => ({ ...choices, name }));
    }
  }
}
