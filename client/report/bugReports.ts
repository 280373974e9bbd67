import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { ApiError } from '../../core/api/errors';
import type { Session, SessionState } from '../session/session';
import type { WorkspaceSpecs } from '../specs/workspaceSpecs';
import { Refusal, sentenceOf } from '../ui/failures';
import { slowly } from '../ui/slow';
import { TextDocuments } from '../ui/textDocuments';
import { secretsHere } from './secretsHere';
import { redact } from './redact';
import { printReport, settingShown, type ReportSection } from './report';

interface ReportWorld {
  readonly extension: vscode.Extension<unknown>;
  /** What was wrong lately, as lines of the log. */
  readonly failures: () => readonly string[];
  readonly session: Session;
  readonly specs: Pick<WorkspaceSpecs, 'files'>;
}

/** Scheme of the documents; the button that copies one stands in the title of its editor. */
const SCHEME = 'wandb-automations-report';

/**
 * What a maintainer needs to know of a bug, in a document to look at and copy. Nothing is sent anywhere. Headings are in the
 * user's language; names of facts and their values are the maintainers' and stay English.
 */
export class BugReports implements vscode.Disposable {
  private readonly texts = new TextDocuments(SCHEME);

  constructor(private readonly world: ReportWorld) {}

  /** Writes a report and shows it. */
  async open(): Promise<void> {
    const ended = this.world.session.connection?.ended ?? new AbortController().signal;
    const text = await slowly(l10n.t('Writing the report'), ended, (signal) => this.write(signal));
    await this.texts.show('report.md', text, { preview: false });
  }

  /** Copies the report of an editor's title, or the one that is open. */
  async copy(argument: unknown): Promise<void> {
    const shown = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
    const text = shown && this.texts.textOf(shown);
    if (text === undefined) {
      throw new Refusal(l10n.t('No report is open.'), {
        label: l10n.t('Report a Bug'),
        run: () => vscode.commands.executeCommand('wandbAutomations.reportBug'),
      });
    }
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(l10n.t('$(check) Report copied'), 3000);
  }

  dispose(): void {
    this.texts.dispose();
  }

  private async write(signal: AbortSignal): Promise<string> {
    const { session, specs } = this.world;
    const secrets = await secretsHere(session, specs, signal);
    const clean = (line: string): string => redact(line, secrets);
    return printReport({
      introduction: l10n.t(
        'What happened, and what did you expect? Write it here after copying. Below is what the extension knows; keys, hosts, names and folders were taken out. Read it before you pass it on. Nothing was sent.',
      ),
      sections: [
        { title: l10n.t('Versions'), facts: this.versions(), nothing: '' },
        {
          title: l10n.t('Server'),
          facts: (await serverFacts(session, signal)).map(([name, value]) => [name, clean(value)]),
          nothing: '',
        },
        {
          title: l10n.t('Settings that differ from the default'),
          facts: this.settings(),
          nothing: l10n.t('none'),
        },
        this.failures(clean),
      ],
    });
  }

  private versions(): ReportSection['facts'] {
    const { version } = this.world.extension.packageJSON as { readonly version: string };
    const { env } = vscode;
    // The name of a remote may hold that of a machine.
    const remote = /^[a-z-]+/.exec(env.remoteName ?? '')?.[0];
    const place = env.remoteName === undefined ? env.appHost : `${env.appHost}, remote: ${remote ?? 'yes'}`;
    return [
      ['Extension', version],
      ['VS Code', `${vscode.version} (${env.appName}, ${place})`],
      ['System', `${process.platform} ${process.arch}`],
      ['Node', process.versions.node],
      ['Language', env.language],
      ['Trusted workspace', String(vscode.workspace.isTrusted)],
      ['Folders', String(vscode.workspace.workspaceFolders?.length ?? 0)],
    ];
  }

  private settings(): ReportSection['facts'] {
    const { contributes } = this.world.extension.packageJSON as Manifest;
    const configuration = vscode.workspace.getConfiguration();
    return Object.entries(contributes.configuration.properties).flatMap(([name, property]) => {
      const value = configuration.get<unknown>(name);
      if (JSON.stringify(value) === JSON.stringify(property.default)) return [];
      // Of what can only be chosen, the choice tells nothing about the user.
      const shown = property.enum && typeof value === 'string' ? value : settingShown(value);
      return [[name, shown] as const];
    });
  }

  private failures(clean: (line: string) => string): ReportSection {
    return {
      title: l10n.t('Last failures in the log'),
      facts: [],
      lines: this.world.failures().map(clean),
      nothing: l10n.t('none'),
    };
  }
}

interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly default?: unknown; readonly enum?: readonly string[] }>
      >;
    };
  };
}

/** What sort of server it is and what it can do, but not where. */
async function serverFacts({ state }: Session, signal: AbortSignal): Promise<ReportSection['facts']> {
  const facts: (readonly [string, string])[] = [['Kind', kindOf(state)]];
  if (state.kind !== 'signed-in') return facts;
  const { client, catalog } = state.connection;
  facts.push(['Connection', state.health]);
  try {
    const { version } = await client.serverVersion(signal);
    facts.push(['Version', version ?? 'not told']);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    facts.push(['Version', sentenceOf(error) ?? 'not known']);
  }
  const capabilities = await catalog.capabilities({}, signal);
  if (!capabilities.known) return [...facts, ['Features', `not known: ${capabilities.reason}`]];
  const { features, fields } = capabilities.value;
  // Names of the server's own flags; whatever else it may say has no place here.
  const flags = features.filter(
    (feature) => feature.includes('AUTOMATION') && /^[A-Z_]{3,60}$/.test(feature),
  );
  return [
    ...facts,
    ['Features', flags.map((flag) => flag.toLowerCase().replaceAll('_', ' ')).join(', ') || 'none'],
    ['Fields that it has', fields === null ? 'not told' : String(fields.length)],
  ];
}

function kindOf(state: SessionState): string {
  if (state.kind !== 'signed-in' && state.kind !== 'signed-out') return state.kind;
  const guest = state.kind === 'signed-in' && state.guest;
  const { host } = state.server;
  const server = guest
    ? 'local sandbox'
    : host === 'api.wandb.ai'
      ? 'W&B Multi-tenant Cloud'
      : /^(?:localhost|127\.|\[::1\])/.test(host)
        ? 'on this machine'
        : 'dedicated or self-managed';
  return `${server}, ${state.kind === 'signed-in' ? 'signed in' : 'signed out'}`;
}
