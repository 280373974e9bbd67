import { message, type Message } from '../../l10n/message';

const jwt = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * What is wrong with the form of an API key; undefined: nothing. Never quotes the key.
 *
 * The W&B SDK's own rule: a JWT is taken as it is; otherwise what follows the first `-` (on-premises keys have a prefix such as
 * `local-`) has at least 40 letters, digits and `_` (older keys also `-`). Keys of today have 86; the length isn't fixed.
 */
export function apiKeyProblem(key: string): Message | undefined {
  if (key === '') return message('The API key is empty.');
  if (jwt.test(key)) return undefined;
  const secret = key.slice(key.indexOf('-') + 1);
  if (!/^[A-Za-z0-9_-]*$/.test(secret)) {
    return message(
      'This is no API key: it holds characters other than letters, digits, “_” and “-”. Copy the key again.',
    );
  }
  if (secret.length < 40) {
    return message('This is no API key: at least 40 characters are expected. Copy the whole key.');
  }
  return undefined;
}
