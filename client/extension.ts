import * as vscode from 'vscode';
import type { Clock } from '../core/api/clock';
import { lensCommands } from '../core/protocol';
import { systemClock } from '../node/clock';
import { ActivityView } from './activity/activityView';
import { AccountStore } from './auth/accountStore';
import { developmentSignIn } from './auth/developmentSignIn';
import { findKeys } from './auth/foundKeys';
import { RefusedKeyNotice } from './auth/refusedKey';
import { asGuest } from './auth/guest';
import { PROVIDER, PROVIDER_LABEL, WandbAuthenticationProvider } from './auth/provider';
import { signIn, type SignInWorld } from './auth/signIn';
import { commandTable, type Services } from './commandTable';
import { registerCommands } from './commands';
import { keepContextKeys } from './context';
import { contextKeys } from './contextKeys';
import { AutomationFiles } from './documents/automationFiles';
import { KeptBases } from './documents/keptBases';
import { IntegrationsView } from './integrations/integrationsView';
import { LanguageSupport } from './language/languageSupport';
import { SpecFolders } from './language/specFolders';
import { BugReports } from './report/bugReports';
import { remembering } from './report/recentFailures';
import { LocalSandbox } from './sandbox/localSandbox';
import { connector, machineryOf } from './session/connect';
import { Session, type Connection } from './session/session';
import { SpecDecorations } from './specs/decorations';
import { SpecDifferences } from './specs/difference';
import { SpecsView } from './specs/specsView';
import { WorkspaceSpecs } from './specs/workspaceSpecs';
import { StatusBar } from './status';
import { AutomationLists } from './tree/automationLists';
import { AutomationsView } from './tree/automationsView';
import { createDialogs, type Dialogs } from './ui/dialogs';
import { logFailure } from './ui/failures';
import { TextDocuments } from './ui/textDocuments';
import { followWalkthrough } from './walkthrough/steps';
import { followWrittenSpecs } from './walkthrough/writtenSpecs';

/** What the suite inside VS Code gets hold of. */
export interface TestApi {
  /** How the extension asks and tells; tests assign their own members. */
  readonly dialogs: Dialogs;
  /** What pauses between tries and timeouts go by; tests assign their own members. */
  readonly clock: Clock;
  readonly session: Session;
  readonly accounts: AccountStore;
  /** What VS Code asks for keys, after a dialog that it refuses to show in tests. */
  readonly provider: vscode.AuthenticationProvider;
  readonly automations: AutomationLists;
  readonly view: AutomationsView;
  readonly language: LanguageSupport;
  readonly integrations: IntegrationsView;
  readonly activity: ActivityView;
  readonly specs: WorkspaceSpecs;
  readonly specsView: SpecsView;
  readonly decorations: SpecDecorations;
  readonly status: StatusBar;
  /** What the `when` clauses of the manifest see. */
  readonly contextKeys: ReadonlyMap<string, unknown>;
  /** Shared with other windows. */
  readonly secrets: vscode.SecretStorage;
  /** What the extension and its language server write to; tests assign their own members. */
  readonly log: vscode.LogOutputChannel;
  /** Where VS Code keeps this extension's log. */
  readonly logFolder: string;
}

let language: LanguageSupport | undefined;

/** Wires the parts together. Nothing here asks a server, reads a file or waits: that begins when a part is used. */
export function activate(context: vscode.ExtensionContext): TestApi | undefined {
  const channel = vscode.window.createOutputChannel('W&B Automations', { log: true });
  const { log, failures } = remembering(channel, () => new Date());
  const { version } = context.extension.packageJSON as { readonly version: string };
  const distFile = (name: string): string => vscode.Uri.joinPath(context.extensionUri, 'dist', name).fsPath;
  const clock = { ...systemClock };
  const machinery = machineryOf(clock);
  const { connect, identify } = connector(machinery, version);

  const dialogs = createDialogs();
  const failed = (error: unknown): void => logFailure(log, 'session', error);
  const accounts = new AccountStore(context.secrets, failed);
  const folders = new SpecFolders();
  const { globalState: memory, workspaceState: workspaceMemory } = context;
  const session = new Session({ accounts, folders, memory, workspaceMemory, connect, failed });
  const signInWorld: SignInWorld = {
    dialogs,
    accounts,
    identify,
    findKeys: (server) => findKeys(server, machinery),
    session,
  };
  const provider = new WandbAuthenticationProvider(accounts, () => signIn(signInWorld));
  const sandbox = new LocalSandbox(distFile('sandbox.js'), log);
  const commands = [
    lensCommands.create,
    lensCommands.open,
    lensCommands.compare,
    'editor.action.triggerSuggest',
  ];
  language = new LanguageSupport({
    serverModule: distFile('server.js'),
    session,
    folders,
    dialogs,
    log,
    commands,
  });
  const specs = new WorkspaceSpecs(language);
  const automations = new AutomationLists(session, workspaceMemory);
  const view = new AutomationsView(automations, specs, log);
  const integrations = new IntegrationsView(session, automations, log);
  const activity = new ActivityView(session, automations, log);
  const specsView = new SpecsView(specs, session, log);
  const decorations = new SpecDecorations(specs);
  const status = new StatusBar(session);
  const refusedKey = new RefusedKeyNotice(session, dialogs);
  const connection = (): Connection => session.required;
  const texts = new TextDocuments('wandb-automations-text');
  const files = new AutomationFiles(
    {
      dialogs,
      language,
      automations,
      connection,
      refusedKey,
      ready: () => session.update(),
      failed: (error) => logFailure(log, 'documents', error),
    },
    new KeptBases(workspaceMemory),
  );
  const differences = new SpecDifferences({ dialogs, specs, files, connection });
  const reports = new BugReports({ extension: context.extension, failures, session, specs });
  const visit: Services['visit'] = (address, signal) => asGuest(address, identify, signal);
  const table = commandTable({
    dialogs,
    accounts,
    session,
    signInWorld,
    automations,
    view,
    integrations,
    activity,
    language,
    specs,
    differences,
    sandbox,
    files,
    texts,
    reports,
    visit,
    log,
  });

  context.subscriptions.push(
    log,
    accounts,
    folders,
    session,
    provider,
    vscode.authentication.registerAuthenticationProvider(PROVIDER, PROVIDER_LABEL, provider, {
      supportsMultipleAccounts: true,
    }),
    sandbox,
    automations,
    view,
    integrations,
    activity,
    language,
    specs,
    specsView,
    decorations,
    differences,
    language.onDidStart(() => status.specsSeen()),
    status,
    refusedKey,
    texts,
    files,
    reports,
    keepContextKeys(session, accounts, sandbox, language, folders),
    followWalkthrough(),
    followWrittenSpecs(specs, language),
    registerCommands(table, { dialogs, log, connection: () => session.connection, refusedKey }),
  );
  const developing = context.extensionMode !== vscode.ExtensionMode.Production;
  const signInFile = developing ? process.env['WANDB_AUTOMATIONS_DEV_SIGN_IN'] : undefined;
  language.startWhenNeeded().catch(failed);
  session.update().catch(failed);
  if (signInFile !== undefined) developmentSignIn(signInFile, session, visit).catch(failed);
  if (context.extensionMode !== vscode.ExtensionMode.Test) return undefined;
  const logFolder = context.logUri.fsPath;
  return {
    dialogs,
    clock,
    session,
    accounts,
    provider,
    automations,
    view,
    integrations,
    activity,
    language,
    specs,
    specsView,
    decorations,
    status,
    contextKeys,
    secrets: context.secrets,
    log,
    logFolder,
  };
}

/** Resolves when the language server is gone. */
export async function deactivate(): Promise<void> {
  await language?.stop();
}
