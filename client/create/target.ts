import * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { CompiledAutomation, LensTarget } from '../../core/protocol';
import { EDIT, SAVED } from '../documents/automationUri';
import type { SoundAutomation } from './request';
import type { Choice, Dialogs } from '../ui/dialogs';
import { Refusal } from '../ui/failures';
import { plain } from '../../core/l10n/plain-text';
import { plainLabel } from '../ui/plainText';

/** Where a command was called: over one automation, on a file, or in the editor. */
export interface Place {
  readonly uri: vscode.Uri;
  /** Only the automation here. */
  readonly position?: vscode.Position;
}

/** What a lens, a menu or the palette handed over. */
export function placeOf(argument: unknown): Place {
  if (isLensTarget(argument)) {
    const { line, character } = argument.position;
    return { uri: vscode.Uri.parse(argument.uri), position: new vscode.Position(line, character) };
  }
  if (argument instanceof vscode.Uri) return { uri: argument };
  const editor = vscode.window.activeTextEditor;
  if (editor) return { uri: editor.document.uri };
  throw new Refusal(l10n.t('Open a spec first: a file such as first.automation.yaml.'));
}

/**
 * The same for a spec that is compared with the server.
 * @throws {Refusal} for a document that is an automation of the server itself
 */
export function specPlaceOf(argument: unknown): Place {
  const place = placeOf(argument);
  const { uri } = place;
  if (uri.scheme === SAVED) {
    throw new Refusal(
      l10n.t(
        'This document shows an automation as it is on W&B. To change it, choose Edit as YAML in the Automations view.',
      ),
    );
  }
  if (uri.scheme !== EDIT) return place;
  throw new Refusal(
    l10n.t(
      'This document is the automation on W&B itself. Save it: what would change is shown before anything is sent.',
    ),
    {
      label: l10n.t('Save'),
      run: async () => (await vscode.workspace.openTextDocument(uri)).save(),
    },
  );
}

/** Did a code lens call? */
export function isLensTarget(value: unknown): value is LensTarget {
  return (
    typeof value === 'object' && value !== null && 'uri' in value && 'position' in value && 'name' in value
  );
}

/**
 * Lets the user choose among the automations of a file; one alone needs no choice. Undefined: cancelled.
 * @throws {Refusal} when there is none, or one has errors
 */
export async function chooseAutomations(
  automations: readonly CompiledAutomation[],
  { uri, position }: Place,
  dialogs: Dialogs,
): Promise<readonly SoundAutomation[] | undefined> {
  if (automations.length === 0) {
    throw new Refusal(
      l10n.t(
        'There is no automation in {0}. Write one there, or choose New Automation….',
        vscode.workspace.asRelativePath(uri),
      ),
    );
  }
  const chosen =
    automations.length === 1 || position
      ? automations
      : await dialogs.pickSome(
          automations.map((each) => choice(each, uri)),
          {
            title: l10n.t('Which automations?'),
            placeHolder: l10n.t('Automations to create on the server'),
          },
        );
  return chosen?.map((compiled) => {
    const { input } = compiled;
    if (input === null) throw brokenRefusal(compiled, uri);
    return { ...compiled, input };
  });
}

function choice(compiled: CompiledAutomation, uri: vscode.Uri): Choice<CompiledAutomation> {
  const isBroken = compiled.input === null;
  const name = plainLabel(compiled.name || l10n.t('(no name)'));
  return {
    label: isBroken ? `$(error) ${name}` : name,
    description: plainLabel(compiled.scope),
    detail: isBroken ? brokenWords(compiled) : plainLabel(`${compiled.event} → ${compiled.action}`),
    picked: isAtCursor(compiled, uri),
    value: compiled,
  };
}

/** What W&B has, and no input can make, has no errors. */
const brokenWords = ({ problems }: CompiledAutomation): string =>
  problems.some(({ severity }) => severity === 'error')
    ? l10n.t('has errors')
    : l10n.t('of a kind that can only be read');

function isAtCursor({ range }: CompiledAutomation, uri: vscode.Uri): boolean {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.toString() !== uri.toString()) return false;
  const { line } = editor.selection.active;
  return range.start.line <= line && line <= range.end.line;
}

function brokenRefusal(compiled: CompiledAutomation, uri: vscode.Uri): Refusal {
  const problem = compiled.problems.find(({ severity }) => severity === 'error');
  const name = plain(compiled.name || l10n.t('(no name)'));
  const sentence = problem
    ? l10n.t('“{0}” has an error: {1}', name, plain(problem.message, 300))
    : l10n.t('“{0}” is of a kind that can only be read.', name);
  const { start } = problem?.range ?? compiled.selectionRange;
  const selection = new vscode.Range(start.line, start.character, start.line, start.character);
  return new Refusal(sentence, {
    label: l10n.t('Show Problem'),
    run: () => vscode.window.showTextDocument(uri, { selection }),
  });
}
