import type { TextDocument, Uri } from 'vscode';
import { withOwnerKnownBefore } from '../../core/api/integrations/owners';
import type { Trigger } from '../../core/api/model';
import { shownAutomation } from '../../core/server-document';
import type { KeptBases } from './keptBases';
import { documentOf } from './tabs';

/** An automation as its file holds it. */
export interface Opened {
  readonly uri: Uri;
  /** As the server had it when it was asked last. */
  readonly trigger: Trigger;
  /** The same in the user's spelling, where it was saved from here. */
  readonly text: string;
  /** What VS Code takes for the time of the last change: it reads again when it is another one. */
  readonly changed: number;
}

/** A question that is under way. */
interface Reading {
  /** As `Date.now()`. */
  readonly since: number;
  readonly answer: Promise<Opened>;
}

/** How long others join a question, in milliseconds: one that hangs is nobody else's. */
const LONGEST_SHARED = 1000;

/** What is known of automations that are or were shown, by the addresses of their documents. */
export class OpenedAutomations {
  private readonly opened = new Map<string, Opened>();
  private readonly bases = new Map<string, Trigger>();
  private readonly reading = new Map<string, Reading>();

  constructor(
    /** The automation as the server has it now. */
    private readonly require: (uri: Uri) => Promise<Trigger>,
    private readonly kept: KeptBases,
  ) {}

  get(uri: Uri): Opened | undefined {
    return this.opened.get(uri.toString());
  }

  /** Those of one automation. */
  of(host: string, id: string): readonly Opened[] {
    return [...this.opened.values()].filter(
      ({ uri, trigger }) => trigger.id === id && shownAutomation(uri).host === host,
    );
  }

  remember(uri: Uri, trigger: Trigger, text: string): Opened {
    // Never the time that VS Code knows already: it would take the text for the same.
    const changed = Math.max(Date.now(), (this.get(uri)?.changed ?? 0) + 1);
    const opened = { uri, trigger, text, changed };
    this.set(opened);
    return opened;
  }

  /** Nobody looks at it there any more. */
  forget(uri: Uri): void {
    this.opened.delete(uri.toString());
    this.bases.delete(uri.toString());
  }

  /**
   * What the text of a document began as: what the user's changes, and those of others, are compared with. It isn't always what the file
   * holds by now: VS Code takes nothing new into a document that has changes.
   */
  async base(uri: Uri): Promise<Trigger> {
    return this.kept.get(uri) ?? this.bases.get(uri.toString()) ?? (await this.known(uri)).trigger;
  }

  rebase(uri: Uri, trigger: Trigger): void {
    this.bases.set(uri.toString(), trigger);
    if (documentOf(uri)?.isDirty) this.kept.keep(uri, trigger);
  }

  /**
   * A document may have taken what its file holds, or have changes of its own. When VS Code starts again it may open one without
   * changes, and then put in those that it kept: what is kept here counts until they are saved or given up.
   */
  seen(document: Pick<TextDocument, 'uri' | 'isDirty' | 'getText'>): void {
    const { uri, isDirty } = document;
    const known = this.get(uri);
    if (known && !isDirty && document.getText() === known.text) this.rebase(uri, known.trigger);
    const base = this.bases.get(uri.toString());
    if (isDirty && base && !this.kept.get(uri)) this.kept.keep(uri, base);
  }

  /** The changes of a document were saved or given up. */
  clean(uri: Uri): void {
    this.kept.forget(uri);
  }

  /** Notes what the server has now. What says the same keeps its spelling. Gives whether it is something else. */
  async update(uri: Uri, read: Trigger): Promise<boolean> {
    const known = this.get(uri);
    const trigger = withOwnerKnownBefore(read, known?.trigger);
    const text = await specOf(trigger);
    if (!known || (await specOf(known.trigger)) !== text) {
      this.remember(uri, trigger, text);
      return true;
    }
    this.set({ ...known, trigger });
    return false;
  }

  /** As it is known, or else as the server has it now. */
  async known(uri: Uri): Promise<Opened> {
    return this.get(uri) ?? this.current(uri);
  }

  /** As the server has it now. Who asks while somebody else does gets the same answer, unless that one waits for long already. */
  current(uri: Uri): Promise<Opened> {
    const key = uri.toString();
    const there = this.reading.get(key);
    if (there && Date.now() - there.since < LONGEST_SHARED) return there.answer;
    const reading: Reading = {
      since: Date.now(),
      answer: this.read(uri).finally(() => {
        if (this.reading.get(key) === reading) this.reading.delete(key);
      }),
    };
    this.reading.set(key, reading);
    return reading.answer;
  }

  private set(opened: Opened): void {
    this.opened.set(opened.uri.toString(), opened);
    const document = documentOf(opened.uri);
    if (document) this.seen(document);
  }

  private async read(uri: Uri): Promise<Opened> {
    const before = this.get(uri);
    const trigger = await this.require(uri);
    // Written from here meanwhile: what was read may be older.
    if (this.get(uri) === before) await this.update(uri, trigger);
    return this.known(uri);
  }
}

/** An automation as YAML, as documents show it. */
export async function specOf(trigger: Trigger): Promise<string> {
  const tools = await import('../specTools');
  return tools.specOf([trigger]);
}
