import { message, type Message } from '../../l10n/message';
import { plain } from '../../l10n/plain-text';

/** Longest name of a webhook, in characters: a rule of the server's input. */
const LONGEST_NAME = 64;

/** The form of a webhook's name: a rule of the server's input. */
const NAME = /^[-\w]+( +[-\w]+)*$/;

/** W&B docs: names of secrets have letters, digits and underscores. */
const SECRET_NAME = /^\w+$/;

/** What is wrong with the name of a new webhook. `taken`: names that the owner's webhooks have already. */
export function webhookNameProblem(name: string, taken: readonly string[]): Message | undefined {
  if (name === '') return message('The name is empty.');
  if (name.length > LONGEST_NAME)
    return message('The name has {0} characters. W&B takes at most {1}.', name.length, LONGEST_NAME);
  if (!NAME.test(name))
    return message('A name of a webhook has letters from A to Z, digits, “-” and “_”, with spaces between.');
  return taken.includes(name) ? message('There is a webhook called “{0}” already.', plain(name)) : undefined;
}

/**
 * What is wrong with the address that W&B will call. Plain http would show payload and access token to everybody on the way; it is
 * left to the server's own machine.
 */
export function webhookUrlProblem(address: string): Message | undefined {
  if (address === '') return message('The URL is empty.');
  // `new URL` leaves out line breaks and tabs, and takes blanks.
  const url = /[\s\p{Cc}\p{Cf}]/u.test(address) || !URL.canParse(address) ? undefined : new URL(address);
  if (!url || !/^https?:\/\//i.test(address))
    return message('This is no address. It has to look like https://example.com/path.');
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    return message('Over plain http, everybody on the way can read what W&B sends. Use https.');
  return undefined;
}

/** What is wrong with the name of a secret. `known`: those of the owner, where they can be had. */
export function secretNameProblem(name: string, known?: readonly string[]): Message | undefined {
  if (name === '') return message('The name is empty.');
  if (!SECRET_NAME.test(name)) return message('A name of a secret has letters, digits and underscores.');
  return known && !known.includes(name)
    ? message('There is no secret called “{0}”. An admin makes it in the settings of the team.', plain(name))
    : undefined;
}

/** What is wrong with a payload that W&B is to send: it has to be a JSON object. */
export function testPayloadProblem(text: string): Message | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? undefined
      : message('A payload is a JSON object: {"key": "value"}');
  } catch {
    return message('This is no JSON. A payload is a JSON object: {"key": "value"}');
  }
}

function isLoopback(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
