import { commands, env, l10n, type LogOutputChannel } from 'vscode';
import type { Trigger } from '../core/api/model';
import type { ActivityView } from './activity/activityView';
import { activityCommands } from './activity/commands';
import { showAccountMenu } from './auth/accountMenu';
import { signIn, type SignInWorld } from './auth/signIn';
import { signOut } from './auth/signOut';
import type { AccountStore } from './auth/accountStore';
import type { Command } from './commands';
import { copyAs } from './copyAs/copyAs';
import { newFromPython } from './copyAs/newFromPython';
import { createFromSpec } from './create/createFromSpec';
import type { AutomationFiles } from './documents/automationFiles';
import { EDIT, SAVED } from './documents/automationUri';
import { importToFile } from './documents/importToFile';
import { duplicateCommands } from './duplicate/commands';
import { integrationCommands, isTriggerHolder } from './integrations/commands';
import type { IntegrationsView } from './integrations/integrationsView';
import type { LanguageSupport } from './language/languageSupport';
import { remove, rename, setEnabled, type ManageWorld } from './manage/manageCommands';
import { openInWandb } from './open/openInWandb';
import type { LocalSandbox, SandboxAddress } from './sandbox/localSandbox';
import type { BugReports } from './report/bugReports';
import { reportCommands } from './report/commands';
import { startSandbox } from './sandbox/sandboxCommands';
import type { Connection, Guest, Session } from './session/session';
import { specsCommands } from './specs/commands';
import type { SpecDifferences } from './specs/difference';
import type { WorkspaceSpecs } from './specs/workspaceSpecs';
import type { AutomationLists } from './tree/automationLists';
import type { AutomationsView } from './tree/automationsView';
import { isWithAutomations, nameOfRow } from './tree/nodes';
import { viewCommands } from './tree/commands';
import type { Dialogs } from './ui/dialogs';
import { Refusal } from './ui/failures';
import { retryRow } from './ui/rows';
import type { TextDocuments } from './ui/textDocuments';
import { newSpec } from './walkthrough/newSpec';
import { wizardCommands } from './wizard/commands';

/** The parts of the extension that commands work with. */
export interface Services {
  readonly dialogs: Dialogs;
  readonly accounts: AccountStore;
  readonly session: Session;
  readonly signInWorld: SignInWorld;
  readonly automations: AutomationLists;
  readonly view: AutomationsView;
  readonly integrations: IntegrationsView;
  readonly activity: ActivityView;
  readonly language: LanguageSupport;
  readonly specs: WorkspaceSpecs;
  readonly differences: SpecDifferences;
  readonly sandbox: LocalSandbox;
  readonly files: AutomationFiles;
  /** Texts to look at. */
  readonly texts: TextDocuments;
  readonly reports: BugReports;
  /** Signs in for this window only. */
  readonly visit: (address: SandboxAddress, signal: AbortSignal) => Promise<Guest>;
  readonly log: LogOutputChannel;
}

/** From the palette, commands on automations work on the selection of the view. */
function noneChosen(): never {
  throw new Refusal(l10n.t('Select an automation in the Automations view first.'), {
    label: l10n.t('Show View'),
    run: () => commands.executeCommand('wandbAutomations.automations.focus'),
  });
}

/** Every command of the manifest: what it needs, and what it does. */
export function commandTable(services: Services): Readonly<Record<string, Command>> {
  const { dialogs, session, automations, view, language, sandbox, texts, files, log } = services;
  const connection = (): Connection => session.required;
  const openPage: Command = {
    needs: ['trust', 'connection'],
    run: (argument) =>
      openInWandb(
        { dialogs, language, connection, connectionFor: (spec) => session.requiredFor(spec) },
        argument,
      ),
  };
  const manage: ManageWorld = { dialogs, automations, language, connection };
  const targets = (args: readonly unknown[]): readonly Trigger[] => {
    const chosen = view.targets(args);
    return chosen.length > 0 ? chosen : noneChosen();
  };
  const first = (args: readonly unknown[]): Trigger => targets(args)[0] ?? noneChosen();
  const copying = () => ({ targets, connection: session.connection, language });
  return {
    ...viewCommands({ dialogs, automations, view, connection }),
    signIn: { needs: ['trust'], run: (baseUrl) => signIn(services.signInWorld, baseUrl) },
    signOut: { needs: [], run: () => signOut(services) },
    account: { needs: ['trust'], run: () => showAccountMenu(services) },
    createFromSpec: {
      needs: ['trust', 'connection'],
      run: (argument) =>
        createFromSpec(
          {
            dialogs,
            language,
            connection,
            connectionFor: (spec) => session.requiredFor(spec),
            view,
            texts,
            remembers: () => !session.isLent,
          },
          argument,
        ),
    },
    refresh: {
      needs: ['trust', 'connection'],
      run: async () => {
        connection().catalog.invalidate();
        automations.refresh();
        services.integrations.refresh();
        services.activity.refresh();
        await language.remoteChanged('refresh');
        // It can be ended, and no other command waits for it.
        view.settled(connection()).catch(() => undefined);
      },
    },
    retry: { needs: ['trust', 'connection'], run: retryRow },
    // The same twice, since a title is either for menus or to be found by its letters.
    openInWandb: openPage,
    openPage,
    copyId: {
      needs: [],
      run: (...args) =>
        env.clipboard.writeText(
          targets(args)
            .map(({ id }) => id)
            .join('\n'),
        ),
    },
    openAsYaml: {
      needs: ['trust', 'connection'],
      run: (...args) => files.open(SAVED, first(args)),
    },
    editAsYaml: {
      needs: ['trust', 'connection'],
      run: (...args) => files.open(EDIT, first(args)),
    },
    copyAsYaml: { needs: [], run: (...args) => copyAs('yaml', copying(), args) },
    copyAsPython: { needs: [], run: (...args) => copyAs('python', copying(), args) },
    copyAsGraphql: { needs: [], run: (...args) => copyAs('graphql', copying(), args) },
    ...reportCommands(services.reports),
    ...duplicateCommands({ dialogs, language, connection, view, texts }, targets),
    ...wizardCommands({ dialogs, language, connection: () => session.connection }),
    newSpec: { needs: [], run: () => newSpec(dialogs) },
    newFromPython: { needs: [], run: () => newFromPython(dialogs) },
    importToFile: {
      needs: [],
      run: async (...args) => {
        const rows = view.chosen(args).filter(isWithAutomations);
        const [row] = rows;
        const triggers = await automations.everyIn(rows);
        if (!row || triggers.length === 0) return noneChosen();
        return importToFile({ dialogs, connection: session.connection }, triggers, nameOfRow(row));
      },
    },
    enable: { needs: ['trust', 'connection'], run: (...args) => setEnabled(manage, targets(args), true) },
    disable: { needs: ['trust', 'connection'], run: (...args) => setEnabled(manage, targets(args), false) },
    delete: { needs: ['trust', 'connection'], run: (...args) => remove(manage, targets(args)) },
    rename: {
      needs: ['trust', 'connection'],
      run: (...args) => rename(manage, first(args)),
    },
    ...integrationCommands({ ...services, connection }),
    ...activityCommands({
      ...services,
      targets: (args) => (isTriggerHolder(args[0]) ? [args[0].trigger] : targets(args)),
    }),
    startSandbox: { needs: ['trust'], run: () => startSandbox(services) },
    stopSandbox: { needs: [], run: () => sandbox.stop() },
    ...specsCommands(services),
    showLog: { needs: [], run: () => log.show() },
  };
}
