import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver/node';
import { message } from '../../../core/l10n/message';
import { openSpecDocument } from '../../../core/spec/document';
import { newlineOf } from '../../../core/text/lines';
import { entryLines, itemLines, listIn } from '../../../core/spec/edit/item';
import type { SpecEntry } from '../../../core/spec/entry';
import type { YamlNode } from '../../../core/spec/yaml/tree';
import { applyEdits, type Range, type TextEdit } from '../../../core/text/range';
import { addressIn } from '../../workspace/address';
import type { WorkspaceView } from '../navigation';
import { lspEdit } from '../workspace-edit';
import type { ActionSite } from './code-actions';
import { isHarmless } from './same-meaning';
import { entryOf } from './selected';
import type { TopMap } from './top-map';

/** Moves an automation of a set to a file of its own beside this one, with the top of the document, which it may lean on. */
export function splitFile(site: ActionSite): CodeAction[] {
  const { document, spec, context, top } = site;
  const entry = entryOf(site);
  const { client, texts } = context;
  if (!entry?.name || !top || !client.createFiles || !client.documentChanges) return [];
  const folder = document.uri.slice(0, document.uri.lastIndexOf('/') + 1);
  const uri = freeAddress(folder, fileName(entry.name), context.workspace);
  const isAlone = !spec.entries.some((each) => each !== entry && each.document === entry.document);
  const parted = isAlone || uri === undefined ? undefined : part(entry, top, site.range.start);
  if (!parted || uri === undefined) return [];
  const { removal } = parted;
  const newFile = ensureEnd(parted.newFile);
  if (!isHarmless(spec, [spec.update([removal]), openSpecDocument(newFile, spec.options)])) return [];
  const edit: WorkspaceEdit = {
    documentChanges: [
      { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
      {
        textDocument: { uri, version: null },
        edits: [
          {
            range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
            newText: newFile,
          },
        ],
      },
      { textDocument: { uri: document.uri, version: document.version }, edits: [lspEdit(document, removal)] },
    ],
  };
  return [{ title: texts.say(message('Move to a file of its own')), kind: 'refactor.move', edit }];
}

/** More automations than these hardly have one name. */
const MOST_FILES = 100;

/** Where no spec is yet: a client refuses to make a file that there is. */
function freeAddress(folder: string, name: string, workspace: WorkspaceView): string | undefined {
  for (let number = 1; number <= MOST_FILES; number++) {
    const uri = addressIn(folder, `${name}${number === 1 ? '' : `-${String(number)}`}.automation.yaml`);
    if (!workspace.holds(uri)) return uri;
  }
  return undefined;
}

interface Parted {
  /** Takes it out of the file. */
  readonly removal: TextEdit;
  readonly newFile: string;
}

/** The document without the automation, and with it alone. */
function part(entry: SpecEntry, top: TopMap, cursor: number): Parted | undefined {
  const { source, comments, map, offset } = top;
  const list = listIn(map);
  const start = offset + entry.range.start - cursor;
  const index = list?.items.findIndex((item) => item.start === start) ?? -1;
  const item = list?.items[index];
  if (!list || !item) return undefined;
  const indexes = [...list.items.keys()].filter((other) => other !== index);
  if (list.flow) {
    if (item.anchor ?? item.tag) return undefined;
    const others = indexes.map((other) => pieceOf(list.items, other, other < index));
    const removed = top.toFile(pieceOf(list.items, index, index === 0));
    return { removal: without(removed), newFile: applyEdits(source, others.map(without)) };
  }
  const removed = entryLines(entry);
  const others = indexes.flatMap((other) => itemLines(source, comments, list, other) ?? []);
  if (!removed || others.length < indexes.length) return undefined;
  return { removal: without(removed), newFile: applyEdits(source, others.map(without)) };
}

/** An item of a list in brackets with the comma behind or before it. */
function pieceOf(items: readonly YamlNode[], index: number, withNext: boolean): Range {
  const { start = 0, end = 0 } = items[index] ?? {};
  return withNext
    ? { start, end: items[index + 1]?.start ?? end }
    : { start: items[index - 1]?.end ?? start, end };
}

const without = (range: Range): TextEdit => ({ range, newText: '' });

/** Letters, digits, dots and dashes of the name. */
function fileName(name: string): string {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return Array.from(plain).slice(0, 80).join('') || 'automation';
}

const ensureEnd = (text: string): string => (text.endsWith('\n') ? text : text + newlineOf(text));
