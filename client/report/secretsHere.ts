import { homedir, hostname, userInfo } from 'node:os';
import { workspace } from 'vscode';
import type { Session } from '../session/session';
import type { WorkspaceSpecs } from '../specs/workspaceSpecs';
import type { Secrets } from './redact';

/** What is known in this window and must not be in a report. */
export async function secretsHere(
  session: Session,
  specs: Pick<WorkspaceSpecs, 'files'>,
  signal: AbortSignal,
): Promise<Secrets> {
  const folders = workspace.workspaceFolders ?? [];
  return {
    folders: [homedir(), ...folders.map(({ uri }) => uri.fsPath)],
    names: [
      userName(),
      hostname(),
      workspace.getConfiguration('wandbAutomations').get('entity', ''),
      ...folders.map(({ name }) => name),
      ...namesIn(specs),
      ...(await namesOnServer(session, signal)),
    ].filter((name) => name !== ''),
  };
}

/** Not every system tells. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env['USER'] ?? process.env['USERNAME'] ?? '';
  }
}

/** Scopes begin with their kind: `project my-team/finetune`. */
function namesIn({ files }: Pick<WorkspaceSpecs, 'files'>): readonly string[] {
  return files.flatMap(({ automations }) =>
    automations.flatMap(({ name, scope }) => [name, ...scope.split(/[\s/]+/).slice(1)]),
  );
}

async function namesOnServer({ state }: Session, signal: AbortSignal): Promise<readonly string[]> {
  if (state.kind !== 'signed-in' && state.kind !== 'signed-out') return [];
  const { host, baseUrl, appUrl } = state.server;
  const server = [host, baseUrl, appUrl];
  if (state.kind === 'signed-out') return server;
  const { account, catalog } = state.connection;
  const viewer = await catalog.viewer({}, signal);
  const { username, email, entity, teams, organizations } = viewer.known
    ? viewer.value
    : { username: account.username, email: null, entity: null, teams: [], organizations: [] };
  return [
    ...server,
    account.username,
    username,
    ...(email === null ? [] : [email]),
    ...(entity === null ? [] : [entity]),
    ...teams,
    ...organizations.flatMap(({ name, orgEntity }) => [name, ...(orgEntity ? [orgEntity.name] : [])]),
  ];
}
