import { message } from '../../core/l10n/message';
import { errorAt, parseAs } from '../data/parse';
import { readId, type Id } from './ids';
import { snapshotSchema } from './snapshot-schema';
import type { Store } from './store';

type TableName = keyof Store['tables'];

/** Members that hold the id of a record in another table. */
const references: Partial<Record<TableName, Readonly<Record<string, TableName>>>> = {
  users: { entityId: 'entities' },
  organizations: { orgEntityId: 'entities' },
  entities: { organizationId: 'organizations' },
  secrets: { entityId: 'entities' },
  projects: { entityId: 'entities', createdBy: 'users' },
  runs: { projectId: 'projects', userId: 'users' },
  collections: { projectId: 'projects' },
  artifacts: { sequenceId: 'collections' },
  memberships: { collectionId: 'collections', artifactId: 'artifacts' },
  integrations: { entityId: 'entities' },
  triggers: { entityId: 'entities', projectId: 'projects', createdBy: 'users' },
};

const scopeTables = { PROJECT: 'projects', ARTIFACT_COLLECTION: 'collections', ENTITY: 'entities' } as const;

/** Everything in the store as JSON, one record a line. */
export function writeSnapshot(store: Store): string {
  const tables = Object.entries(store.tables).map(([name, table]) => {
    const records = [...table.values()].map((record) => JSON.stringify(record));
    return `${JSON.stringify(name)}: [${records.length > 0 ? `\n${records.join(',\n')}\n` : ''}]`;
  });
  return `{"version": 1, "lastNumber": ${store.lastReservedNumber},\n${tables.join(',\n')}}\n`;
}

/**
 * Fills an empty store from a text of {@link writeSnapshot}.
 *
 * @throws {DataError} for any other text; the store may then be half full.
 */
export function readSnapshot(text: string, store: Store): Store {
  const { lastNumber, ...rest } = parseAs(snapshotSchema, text);
  store.reserveNumbers(lastNumber);
  for (const name of Object.keys(store.tables) as TableName[])
    for (const [index, record] of rest[name].entries()) {
      if (store.tables[name].get(record.id))
        throw errorAt(text, [name, index, 'id'], message('{0}: this id is there twice.', `${name}.${index}`));
      store.reserveNumbers(readId(record.id)?.number ?? 0);
      (store.tables[name] as { put(record: unknown): void }).put(record);
    }
  checkReferences(text, store);
  return store;
}

function checkReferences(text: string, store: Store): void {
  const { tables } = store;
  const fail = (table: TableName, index: number, member: string, id: string): never => {
    throw errorAt(
      text,
      [table, index, ...member.split('.')],
      message('{0}: there is nothing with the id {1}.', `${table}.${index}.${member}`, id),
    );
  };
  for (const [name, members] of Object.entries(references) as [
    TableName,
    Readonly<Record<string, TableName>>,
  ][]) {
    let index = 0;
    for (const record of tables[name].values()) {
      for (const [member, target] of Object.entries(members)) {
        const id = (record as unknown as Readonly<Record<string, Id | null>>)[member] ?? null;
        if (id !== null && !tables[target].get(id)) fail(name, index, member, id);
      }
      index++;
    }
  }
  for (const [index, { scope, action }] of [...tables.triggers.values()].entries()) {
    if (!tables[scopeTables[scope.type]].get(scope.id)) fail('triggers', index, 'scope.id', scope.id);
    if ('integrationId' in action && !tables.integrations.get(action.integrationId))
      fail('triggers', index, 'action.integrationId', action.integrationId);
  }
}
