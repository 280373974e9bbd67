import { ChildProcess } from 'node:child_process';
import * as vscode from 'vscode';
import type { TestApi } from '../../../client/extension';
import { User, type Answers } from './user';

type Method = (this: ChildProcess, ...args: unknown[]) => unknown;

/** Everything that goes to child processes of the extension host and comes back, from now on: the language server's traffic. */
export function overhearChildren(): string[] {
  const traffic: string[] = [];
  const note = (said: unknown): void => {
    if (said !== undefined) traffic.push(JSON.stringify(said));
  };
  const { prototype } = ChildProcess;
  const [emit, spawn] = ['emit', 'spawn'].map((name) => Reflect.get(prototype, name) as Method) as [
    Method,
    Method,
  ];
  const members: Readonly<Record<string, Method>> = {
    emit(...args) {
      const [event, said] = args;
      if (event === 'message') note(said);
      return emit.apply(this, args);
    },
    spawn(...args) {
      const result = spawn.apply(this, args);
      // Each child that has a channel gets a method of its own.
      if (Object.hasOwn(this, 'send')) {
        const send = Reflect.get(this, 'send') as Method;
        const listen: Method = function (...said) {
          note(said[0]);
          return send.apply(this, said);
        };
        Object.assign(this, { send: listen });
      }
      return result;
    },
  };
  Object.assign(prototype, members);
  return traffic;
}

const writers = ['trace', 'debug', 'info', 'warn', 'error', 'append', 'appendLine', 'replace'] as const;

/** Everything that is written to the log, from now on: not every VS Code of the tests makes a file of it. */
export function overhearLog({ log }: TestApi): string[] {
  const lines: string[] = [];
  for (const name of writers) {
    const write = log[name].bind(log) as (...said: unknown[]) => void;
    const listen = (...said: unknown[]): void => {
      lines.push(said.map(textOf).join(' '));
      write(...said);
    };
    Object.defineProperty(log, name, { value: listen, configurable: true });
  }
  return lines;
}

/** Everything that documents hold which are opened, from now on. */
export function overhearDocuments(): { readonly texts: string[]; readonly stop: () => void } {
  const texts: string[] = [];
  const note = (document: vscode.TextDocument): void => {
    texts.push(`${document.uri.toString()}\n${document.getText()}`);
  };
  const subscriptions = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(note),
    vscode.workspace.onDidChangeTextDocument(({ document }) => note(document)),
  );
  return { texts, stop: () => void subscriptions.dispose() };
}

/** Lets somebody answer, and gives what they were asked, offered and told. */
export function watchedUser(api: TestApi, answers: Answers): () => readonly string[] {
  const user = new User(api, answers);
  const asked: string[] = [];
  for (const [name, dialog] of Object.entries(api.dialogs) as [string, (...args: unknown[]) => unknown][]) {
    Object.assign(api.dialogs, {
      [name]: (...args: unknown[]) => {
        asked.push(textOf(args));
        return dialog(...args);
      },
    });
  }
  return () => [...asked, textOf(user)];
}

function textOf(said: unknown): string {
  if (said instanceof Error) return said.stack ?? said.message;
  return typeof said === 'string' ? said : JSON.stringify(said);
}
