import type { TreeView } from 'vscode';
import { setKey } from '../contextKeys';

/** What a view shows as a whole. */
export type Whole =
  /** Nothing is known: nobody is signed in, or the answer hasn't come. VS Code itself shows that it waits. */
  | 'pending'
  /** It has rows. */
  | 'list'
  /** Surely there is nothing. */
  | 'empty'
  /** There is something, but nothing that the filter lets through. */
  | 'noMatch'
  /** Nothing could be had. */
  | 'failed'
  /** The server has no such thing. */
  | 'unsupported';

/**
 * What a view says above its rows and in their place. Its welcome text is the manifest's, by the context key of the view's name,
 * which holds the {@link Whole}.
 */
export class ViewState {
  private whole: Whole = 'pending';

  constructor(
    private readonly name: 'automations' | 'specs' | 'integrations' | 'activity',
    private readonly tree: Pick<TreeView<unknown>, 'message'>,
  ) {
    setKey(name, this.whole);
  }

  /** `message`: a sentence above the rows; where there is one, VS Code shows no welcome text. */
  become(whole: Whole, message = ''): void {
    this.whole = whole;
    this.tree.message = message;
    setKey(this.name, whole);
  }

  get showing(): Whole {
    return this.whole;
  }

  get message(): string {
    return this.tree.message ?? '';
  }
}
