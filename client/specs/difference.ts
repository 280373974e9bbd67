import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { scopeOfReference } from '../../core/api/resolve';
import type { Trigger } from '../../core/api/model';
import { plain } from '../../core/l10n/plain-text';
import type { SpecFile, SpecFileAutomation } from '../../core/protocol';
import { fileName } from '../../core/server-document';
import { specPlaceOf } from '../create/target';
import { lookUpOwners } from '../documents/owners';
import type { AutomationFiles } from '../documents/automationFiles';
import { SAVED } from '../documents/automationUri';
import type { Connection } from '../session/session';
import type { Dialogs } from '../ui/dialogs';
import { Refusal, unknownFact } from '../ui/failures';
import { plainLabel } from '../ui/plainText';
import { slowly } from '../ui/slow';
import { isSpecAutomation } from './nodes';
import { refreshSpecs } from './refresh';
import { stateWords } from './words';
import type { WorkspaceSpecs } from './workspaceSpecs';

interface DifferenceWorld {
  readonly dialogs: Dialogs;
  readonly specs: WorkspaceSpecs;
  readonly files: Pick<AutomationFiles, 'show'>;
  readonly connection: () => Connection;
}

/** An automation of a file that is on the server, too. */
interface Pair {
  readonly file: SpecFile;
  readonly automation: SpecFileAutomation;
}

/** What a document of {@link SCHEME} is made from. */
interface Shown {
  readonly pair: Pair;
  readonly trigger: Trigger;
  readonly scopeID?: string;
}

/** Scheme of documents that show an automation as sending the file would make it. Their names aren't those of specs. */
const SCHEME = 'wandb-automation-sent';

/** Compares automations of files with those of the server, both in the same spelling. Follows what is typed into the file. */
export class SpecDifferences implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly change = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.change.event;
  private readonly shown = new Map<string, Shown>();
  private readonly subscriptions: readonly vscode.Disposable[];

  constructor(private readonly world: DifferenceWorld) {
    this.subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.shown.delete(uri.toString())),
      world.specs.onDidChange(() => {
        for (const uri of this.shown.keys()) this.change.fire(vscode.Uri.parse(uri));
      }),
    ];
  }

  /** Shows what sending the file would change of the automation that was chosen: a row, a lens, or where the cursor is. */
  async show(argument: unknown): Promise<void> {
    const pair = isSpecAutomation(argument) ? argument : await this.choose(argument);
    if (!pair) return;
    const connection = this.world.connection();
    const found = await slowly(
      l10n.t('Reading from {0}', connection.account.host),
      connection.ended,
      async (signal) => read(pair.automation, connection, signal),
    );
    const { name, document, index, scopeIndex } = pair.automation;
    const uri = vscode.Uri.from({
      scheme: SCHEME,
      path: `/${fileName(name)}.yaml`,
      query: JSON.stringify([pair.file.uri, document, index, scopeIndex]),
    });
    this.shown.set(uri.toString(), { pair, ...found });
    this.change.fire(uri);
    const title = l10n.t('{0}: on the server ↔ in the file', plain(name, 60));
    await this.world.files.show(SAVED, found.trigger, (saved) =>
      vscode.commands.executeCommand('vscode.diff', saved, uri, title, { preview: true }),
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const shown = this.shown.get(uri.toString());
    // Restored after a restart: what it was made from isn't known any more.
    if (!shown) return '';
    const { pair, trigger, scopeID } = shown;
    const file = vscode.Uri.parse(pair.file.uri);
    const text = (await vscode.workspace.openTextDocument(file)).getText();
    const entity = vscode.workspace.getConfiguration('wandbAutomations', file).get<string>('entity', '');
    const { specAfterSending } = await import('../specTools');
    const sent = specAfterSending(text, pair.automation, trigger, {
      ...(entity !== '' && { entity }),
      ...(scopeID !== undefined && { scopeID }),
    });
    return sent ?? `# ${l10n.t('The automation of the file has errors.')}\n`;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.change.dispose();
  }

  /** Those at a place of a file; the user chooses among several. */
  private async choose(argument: unknown): Promise<Pair | undefined> {
    const { uri, position } = specPlaceOf(argument);
    const here = position ?? vscode.window.activeTextEditor?.selection.active;
    await refreshSpecs(this.world.specs, { connection: this.world.connection() });
    const file = this.world.specs.files.find((each) => each.uri === uri.toString());
    const there = file?.automations.filter(({ triggerId }) => triggerId !== undefined) ?? [];
    const inside = there.filter(
      ({ range }) => here && range.start.line <= here.line && here.line <= range.end.line,
    );
    const candidates = inside.length > 0 ? inside : there;
    const [only] = candidates;
    if (!file || !only) {
      throw new Refusal(
        l10n.t(
          'No automation of {0} is known to be on the server. Create it there first.',
          vscode.workspace.asRelativePath(uri),
        ),
      );
    }
    const automation =
      candidates.length === 1
        ? only
        : await this.world.dialogs.pick(
            candidates.map((each) => ({
              label: plainLabel(each.name),
              description: plainLabel(each.scope),
              detail: [stateWords(each.state), each.differences.join(', ')].filter(Boolean).join(': '),
              value: each,
            })),
            { title: l10n.t('Compare which automation?') },
          );
    return automation && { file, automation };
  }
}

/** The automation as the server has it now. */
async function read(
  { name, triggerId, input, references }: SpecFileAutomation,
  connection: Connection,
  signal: AbortSignal,
): Promise<Pick<Shown, 'trigger' | 'scopeID'>> {
  const { catalog, client, account } = connection;
  const reference = references.find(({ path }) => path === 'scopeID');
  const place = reference && (await catalog.scope({ scope: scopeOfReference(reference) }, signal));
  if (place && !place.known) throw unknownFact(place.reason, account.host);
  const fact = place?.value;
  const scopeID = fact?.scopeID ?? input?.scopeID ?? undefined;
  const of = fact ? { entity: fact.entity } : { viewer: true as const };
  const trigger = triggerId === undefined ? undefined : await client.automation(triggerId, of, signal);
  if (!trigger) {
    throw new Refusal(
      l10n.t(
        '“{0}” is not on {1} any more. Create from This Spec makes it again.',
        plain(name),
        account.host,
      ),
    );
  }
  const [known = trigger] = await lookUpOwners([trigger], connection, signal);
  return { trigger: known, ...(scopeID !== undefined && { scopeID }) };
}
