import type { CodeAction } from 'vscode-languageserver/node';
import type { Message } from '../../../core/l10n/message';
import type { TextEdit } from '../../../core/text/range';
import { editOf } from '../workspace-edit';
import { useAppWindows } from './app-windows';
import type { ActionSite } from './code-actions';
import { convertFilterHere } from './convert-filter';
import { extractAnchor } from './extract-anchor';
import { mergeIntoScopes } from './merge-scopes';
import { isHarmless, type NewFilter } from './same-meaning';
import { setOrSingle } from './set-single';
import { extractScope, inlineScope } from './share-scope';
import { splitFile } from './split-file';

/** A change within the document. */
export interface Refactoring {
  readonly title: Message;
  readonly kind: 'refactor.rewrite' | 'refactor.extract' | 'refactor.inline' | 'refactor.move';
  readonly edits: readonly TextEdit[];
  /** What it is meant to change of what the spec says. */
  readonly changed?: NewFilter;
}

/** A change with more edits isn't offered: to try it, all that it edits is read again, each time that the cursor moves. */
const MOST_EDITS = 300;

const inDocument = [
  convertFilterHere,
  useAppWindows,
  extractScope,
  inlineScope,
  mergeIntoScopes,
  setOrSingle,
  extractAnchor,
];

/** Changes that the selection allows. All of them keep the meaning, but for the App's windows, which say so. */
export function refactorings(site: ActionSite, wanted: (kind: string) => boolean): CodeAction[] {
  const { document, context, spec } = site;
  const changes = inDocument.flatMap((find) => find(site)).filter(({ kind }) => wanted(kind));
  const harmless = changes.filter(
    ({ edits, changed }) => edits.length <= MOST_EDITS && isHarmless(spec, [spec.update(edits)], changed),
  );
  return [
    ...harmless.map(({ title, kind, edits }) => ({
      title: context.texts.say(title),
      kind,
      edit: editOf(document, edits, context),
    })),
    ...(wanted('refactor.move') ? splitFile(site) : []),
  ];
}
