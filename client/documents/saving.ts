import { l10n, workspace } from 'vscode';
import type { CreateFilterTriggerInput, Trigger } from '../../core/api/model';
import { plain } from '../../core/l10n/plain-text';
import { completed, makeRequest, type Request } from '../create/request';
import { readBack } from '../create/sending';
import type { LanguageSupport } from '../language/languageSupport';
import { listOf } from '../manage/current';
import type { Connection } from '../session/session';
import type { Dialogs } from '../ui/dialogs';
import { inWords, Refusal } from '../ui/failures';
import { slowly } from '../ui/slow';
import { lineDifference, shownLines } from './lineDifference';

/** An automation that is edited as a file. */
export interface Edited {
  /** Address of the file, which the language server knows. */
  readonly uri: string;
  /** As it was when it was read: what somebody else changed since is found by it. */
  readonly base: Trigger;
  /** What the user wants to save. */
  readonly text: string;
}

interface SavingWorld {
  readonly dialogs: Dialogs;
  readonly language: Pick<LanguageSupport, 'compile'>;
  /** The automation as the server has it now; undefined: not there any more. */
  readonly find: (signal: AbortSignal) => Promise<Trigger | undefined>;
  /** Shows theirs beside the user's. */
  readonly compare: (theirs: Trigger) => Promise<void>;
}

/** What became of a save. */
export interface Outcome {
  readonly trigger: Trigger;
  /** `written`: on the server. `same`: there was nothing to write. `theirs`: the user gave up the own text. */
  readonly kind: 'written' | 'same' | 'theirs';
  /** What the server kept although something else was sent, in the user's language. */
  readonly kept?: readonly string[];
}

/** The update was sent, and the server has something else than the text all the same. */
export class KeptByServer extends Refusal {
  constructor({ name }: Trigger, kept: readonly string[], { account }: Connection) {
    super(
      l10n.t(
        '“{0}” was updated on {1}, but W&B kept its own: {2}. “File: Revert File” shows what is there.',
        plain(name),
        account.host,
        kept.join(', '),
      ),
    );
  }
}

/** Lines of a difference that a question shows. */
const SHOWN_LINES = 20;

/**
 * Saves an automation. What somebody else changed or deleted since it was read is never overwritten before the user has seen it.
 * Cancel never interrupts what was sent: nobody would know what became of it.
 * @throws {Refusal} when nothing is to be changed
 */
export async function saveAutomation(
  edited: Edited,
  connection: Connection,
  world: SavingWorld,
): Promise<Outcome> {
  const { changedMembers, inputLike, isSameOnServer, membersToUpdate, specAfterSending, specOf } =
    await import('../specTools');
  const { client, ended, account } = connection;
  const [request, current] = await slowly(l10n.t('Reading from {0}', account.host), ended, async (signal) => {
    const compiled = await compile(edited, connection, world, signal);
    return [compiled, await world.find(signal)] as const;
  });
  if (!current) return recreate(edited, request, connection, world);
  if (!isSameOnServer(edited.base, current)) {
    const difference = differenceShown(specOf([edited.base]), specOf([current]));
    const decision = await settleConflict(edited, current, difference, connection, world);
    if (decision === 'theirs') return { trigger: current, kind: 'theirs' };
  }
  if (request.compiled.enabled === undefined) {
    throw new Refusal(
      l10n.t(
        '“enabled” can’t be left out, since W&B would keep what it has. Write “enabled: true” or “enabled: false”.',
      ),
    );
  }
  const input = whole(request, current);
  const changed = changedMembers(inputLike(current), input);
  if (Object.keys(changed).length === 0) return { trigger: current, kind: 'same' };
  const update = l10n.t('Update');
  const { document = 0, index = 0 } = request.compiled;
  const integrationID = request.destination?.id;
  const known = { scopeID: input.scopeID, ...(integrationID !== undefined && { integrationID }) };
  const after = specAfterSending(edited.text, { document, index }, current, { ...known, isWhole: true });
  const [compare, saved, sent] = [l10n.t('Compare'), specOf([current]), after ?? edited.text];
  const answer = await world.dialogs.confirm({
    message: l10n.t('Update “{0}” on {1}?', plain(current.name), account.host),
    detail: differenceShown(saved, sent),
    actions: [update, ...(isShownWhole(saved, sent) ? [] : [compare])],
  });
  if (answer === compare) await showTheirs(current, world);
  if (answer !== update) throw cancelled();
  const now = await slowly(l10n.t('Reading from {0}', account.host), ended, world.find);
  if (!now || !isSameOnServer(current, now))
    return saveAutomation({ ...edited, base: current }, connection, world);
  const of = listOf({ ...current, name: input.name });
  const trigger = await slowly(l10n.t('Updating on {0}', account.host), ended, async () =>
    readBack(client, await client.updateAutomation({ id: current.id, ...changed }, of, ended), of, ended),
  );
  return { trigger, kind: 'written', kept: membersToUpdate(input, trigger).map(inWords) };
}

/** The text is the whole automation: a description that isn't in it any more is cleared, as “""” does it. */
function whole(request: Request, current: Trigger): CreateFilterTriggerInput {
  const { description } = request.input;
  const isCleared = description === undefined && current.description !== null;
  return { ...completed(request, current), ...(isCleared && { description: '' }) };
}

/** The language server knows the text as it stands in the editor, which is what is being saved. */
async function compile(
  { uri, text }: Edited,
  connection: Connection,
  { language }: SavingWorld,
  signal: AbortSignal,
): Promise<Request> {
  const { automations, version } = await language.compile({ textDocument: { uri } }, signal);
  const document = workspace.textDocuments.find((each) => each.uri.toString() === uri);
  // What is sent has to be what is shown and asked about.
  if (document && (document.version !== version || !isSameText(document.getText(), text)))
    throw new Refusal(l10n.t('The text was changed while it was being saved. Save it again.'));
  const [only, another] = automations;
  if (!only || another) throw new Refusal(l10n.t('The file has to hold exactly one automation.'));
  const { input } = only;
  const problem = only.problems.find(({ severity }) => severity === 'error')?.message ?? '';
  if (input === null) throw new Refusal(l10n.t('It has an error: {0}', plain(problem, 300)));
  return makeRequest({ ...only, input }, connection, signal);
}

/** Line ends don't count: YAML takes them for the same. */
function isSameText(a: string, b: string): boolean {
  return a.replaceAll('\r\n', '\n') === b.replaceAll('\r\n', '\n');
}

/** Somebody else was faster. `overwrite`: the user has seen theirs and goes on. */
async function settleConflict(
  { base }: Edited,
  current: Trigger,
  difference: string,
  { account }: Connection,
  world: SavingWorld,
): Promise<'overwrite' | 'theirs'> {
  const [show, overwrite, reload] = [l10n.t('Compare'), l10n.t('Overwrite…'), l10n.t('Reload Theirs')];
  const answer = await world.dialogs.confirm({
    message: l10n.t('“{0}” was changed on {1} meanwhile.', plain(base.name), account.host),
    detail: [l10n.t('On the server, since you opened it:'), difference].join('\n\n'),
    actions: [show, overwrite, reload],
    warning: true,
  });
  if (answer === overwrite) return 'overwrite';
  if (answer === reload) return 'theirs';
  if (answer !== show) throw cancelled();
  return showTheirs(current, world);
}

async function showTheirs(current: Trigger, { compare }: Pick<SavingWorld, 'compare'>): Promise<never> {
  await compare(current);
  throw new Refusal(l10n.t('Compare with theirs, then save again.'));
}

/** Deleted meanwhile: nothing comes back unless the user wants it. */
async function recreate(
  { base, text }: Edited,
  { input, of }: Request,
  { client, ended, account }: Connection,
  { dialogs }: SavingWorld,
): Promise<Outcome> {
  const again = l10n.t('Create It Again');
  const answer = await dialogs.confirm({
    message: l10n.t('“{0}” is not on {1} any more: it was deleted.', plain(base.name), account.host),
    detail: differenceShown('', text),
    actions: [again],
    warning: true,
  });
  if (answer !== again) throw cancelled();
  const trigger = await slowly(l10n.t('Creating on {0}', account.host), ended, () =>
    client.createAutomation(input, of, ended),
  );
  return { trigger, kind: 'written' };
}

/** The lines that differ, for a dialog. Empty lines are left out, unless nothing else differs. */
export function differenceShown(before: string, after: string): string {
  const lines = differingLines(before, after);
  const shown = lines.slice(0, SHOWN_LINES);
  if (lines.length > shown.length) shown.push(l10n.t('… and {0} more lines', lines.length - shown.length));
  return shown.join('\n');
}

const isShownWhole = (before: string, after: string): boolean =>
  differingLines(before, after).length <= SHOWN_LINES;

function differingLines(before: string, after: string): readonly string[] {
  const changes = lineDifference(before, after);
  const full = changes.filter(({ line }) => line !== '');
  return shownLines(full.length > 0 ? full : changes);
}

const cancelled = (): Refusal => new Refusal(l10n.t('It was cancelled.'));
