import type * as vscode from 'vscode';
import type { TestApi } from '../../../client/extension';
import { run } from '../support/extension';
import type { Receiver } from '../support/receiver';
import type { Answers, User } from '../support/user';

/** What is there before the server goes wrong. */
export interface Stage {
  readonly api: TestApi;
  /** The row of the automation {@link NAME}. */
  readonly row: unknown;
  /** A spec that isn't on the server yet. */
  readonly spec: vscode.Uri;
  /** A spec of {@link NAME} with another title. */
  readonly changedSpec: vscode.Uri;
  /** What a webhook may call. */
  readonly receiver: Receiver;
  /** What the case's own `prepare` gave. */
  readonly target: unknown;
}

/** A command that talks to the server. */
export interface Case {
  readonly name: string;
  /** The root field that writes; absent: it only reads. */
  readonly writes?: string;
  readonly answers?: Answers;
  /** Before the server goes wrong, and again after it was done. */
  readonly prepare?: (stage: Stage) => Promise<unknown>;
  /** What the user does; gives what VS Code itself tells of a failure, where that isn't a dialog. */
  readonly act: (stage: Stage, user: User) => Promise<string | undefined>;
  /** What a view says instead of a dialog, with Retry; undefined: nothing is wrong. */
  readonly shown?: (stage: Stage) => Promise<string | undefined>;
  /** What the user is told before the server goes wrong, and answers by a button. */
  readonly asked?: RegExp;
  /** Steps say what went wrong, and the user goes on by hand. */
  readonly hasSteps?: true;
  /** Was it done? Asked after the server is well again. */
  readonly done: (stage: Stage, user: User) => boolean | Promise<boolean>;
  /** Works whatever the server does. */
  readonly needsNobody?: true;
}

/** The automation of the demo team that commands are for. */
export const NAME = 'val-loss-high';

/** Runs a command; what it tells goes through dialogs. */
export async function command(name: string, ...args: readonly unknown[]): Promise<undefined> {
  await run(name, ...args);
}
