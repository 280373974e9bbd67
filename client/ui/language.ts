import * as vscode from 'vscode';
import { serverTime } from '../../core/api/time';

// Each takes milliseconds to make, which are no part of the extension's start.
let names: Intl.Collator | undefined;
let dates: Intl.DateTimeFormat | undefined;
let shortDates: Intl.DateTimeFormat | undefined;

/** Compares names as the user would: `run-9` before `run-10`. */
export const collator: Pick<Intl.Collator, 'compare'> = {
  compare: (a, b) =>
    (names ??= new Intl.Collator(vscode.env.language, { numeric: true, sensitivity: 'base' })).compare(a, b),
};

/** A point in time as the server writes it, in the user's words and time zone. What is no time stays as it is. */
export function inUsersTime(timestamp: string): string {
  dates ??= new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
  return formatted(timestamp, dates);
}

/** {@link inUsersTime} without the year, where there is little room. */
export function shortTime(timestamp: string): string {
  shortDates ??= new Intl.DateTimeFormat(vscode.env.language, {
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
  return formatted(timestamp, shortDates);
}

function formatted(timestamp: string, format: Intl.DateTimeFormat): string {
  const time = serverTime(timestamp);
  return time ? format.format(time) : timestamp;
}
