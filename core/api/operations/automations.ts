import { hasField, listsByEntity, listsByOrganization } from '../capabilities';
import type { AutomationsOf, ExecutionsOf, WandbClient } from '../client';
import { organization } from '../documents/entities';
import { collectionExecutions, projectExecutions, triggerExecutions } from '../documents/executions';
import * as triggers from '../documents/triggers';
import type { Trigger, TriggerExecution } from '../model';
import type { Page } from '../paging';
import { saysWhatWasSent } from '../sentAutomation';
import type { Session } from '../session';

type Operations =
  'automations' | 'automation' | 'createAutomation' | 'updateAutomation' | 'deleteAutomation' | 'executions';

type Pages<Item> = AsyncGenerator<Page<Item>, void>;

/** Automations, by whichever list the server has, and what they did. */
export function automationOperations(session: Session): Pick<WandbClient, Operations> {
  const list = async function* (of: AutomationsOf, signal?: AbortSignal): Pages<Trigger> {
    if ('name' in of) yield* named(of.name, unnamed(of, signal));
    else yield* unnamed(of, signal);
  };

  const unnamed = async function* (of: AutomationsOf, signal?: AbortSignal): Pages<Trigger> {
    const capabilities = await session.capabilities(signal);
    const filters = 'name' in of ? JSON.stringify({ name: of.name }) : null;
    if ('viewer' in of) {
      yield* hasField(capabilities, 'Query.triggers') === true
        ? session.pages(triggers.viewerTriggers(capabilities), {}, signal)
        : session.pages(triggers.viewerProjectTriggers(capabilities), {}, signal);
    } else if ('collectionId' in of) {
      yield* session.pages(triggers.collectionTriggers(capabilities), { id: of.collectionId }, signal);
    } else if ('organization' in of) {
      if (listsByOrganization(capabilities)) {
        const variables = { organization: of.organization, filters };
        yield* session.pages(triggers.organizationTriggers(capabilities), variables, signal);
      } else {
        const found = await session.look(organization, { name: of.organization }, signal);
        yield* unnamed(
          { entity: found?.orgEntity?.name ?? of.organization, ...('name' in of && { name: of.name }) },
          signal,
        );
      }
    } else if ('project' in of) {
      const variables = { entity: of.entity, project: of.project };
      yield* session.pages(triggers.projectTriggers(capabilities), variables, signal);
    } else if (listsByEntity(capabilities)) {
      yield* session.pages(triggers.entityTriggers(capabilities), { entity: of.entity, filters }, signal);
    } else {
      yield* session.pages(triggers.entityProjectTriggers(capabilities), { entity: of.entity }, signal);
    }
  };

  const find = async (of: AutomationsOf, fits: (trigger: Trigger) => boolean, signal?: AbortSignal) => {
    let problem: Error | undefined;
    for await (const { items, problems } of list(of, signal)) {
      const found = items.find(fits);
      if (found !== undefined) return found;
      problem ??= problems[0];
    }
    if (problem !== undefined) throw problem;
    return undefined;
  };

  return {
    automations: list,
    automation: (id, of, signal) => find(of, (trigger) => trigger.id === id, signal),

    async createAutomation(input, of, signal) {
      const look = async (looking: AbortSignal) => {
        const inScope = ({ name, scope }: Trigger): boolean =>
          name === input.name && scope.id === input.scopeID;
        const found = await find({ ...of, name: input.name }, inScope, looking);
        if (found === undefined) return 'absent';
        return saysWhatWasSent(found, input) ? { result: found } : 'unclear';
      };
      const operation = triggers.createTrigger(await session.capabilities(signal));
      return session.write({ operation, variables: { input }, find: look }, signal);
    },

    async updateAutomation(input, of, signal) {
      const look = async (looking: AbortSignal) => {
        const found = await find(of, ({ id }) => id === input.id, looking);
        return found !== undefined && saysWhatWasSent(found, input) ? { result: found } : 'unclear';
      };
      const operation = triggers.updateTrigger(await session.capabilities(signal));
      return session.write({ operation, variables: { input }, find: look }, signal);
    },

    async deleteAutomation(id, of, signal) {
      const look = async (looking: AbortSignal) => {
        const found = await find(of, (trigger) => trigger.id === id, looking);
        return found === undefined ? { result: true as const } : 'absent';
      };
      await session.write(
        { operation: triggers.deleteTrigger, variables: { input: { triggerID: id } }, find: look },
        signal,
      );
    },

    async *executions(of, signal) {
      yield* executionPages(session, of, signal);
    },
  };
}

/** Where the server can't filter by name, or does so in its own way. */
async function* named(name: string, pages: Pages<Trigger>): Pages<Trigger> {
  for await (const page of pages)
    yield { ...page, items: page.items.filter((trigger) => trigger.name === name) };
}

async function* executionPages(
  session: Session,
  of: ExecutionsOf,
  signal?: AbortSignal,
): Pages<TriggerExecution> {
  const capabilities = await session.capabilities(signal);
  const field =
    'triggerId' in of
      ? 'Query.triggerExecutions'
      : 'collectionId' in of
        ? 'ArtifactCollection.triggerExecutions'
        : 'Project.triggerExecutions';
  if (hasField(capabilities, field) === false) throw session.fail({ kind: 'unsupported', what: field });
  if ('triggerId' in of) {
    yield* session.pages(triggerExecutions(capabilities), { id: of.triggerId }, signal);
  } else if ('collectionId' in of) {
    yield* session.pages(collectionExecutions(capabilities), { id: of.collectionId }, signal);
  } else {
    yield* session.pages(projectExecutions(capabilities), { entity: of.entity, project: of.project }, signal);
  }
}
