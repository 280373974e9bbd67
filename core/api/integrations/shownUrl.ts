/** From so many characters on, a part of a path that mixes letters and digits is taken for a key. */
const KEY_LENGTH = 20;

/**
 * The address of a webhook as it may stand on a screen that others see. Receivers such as Slack's and Discord's put the key into
 * the path, others into the query; who knows it may post. What may be a key is replaced by `…`, and so is what is no address.
 */
export function shownUrl(address: string): string {
  if (!URL.canParse(address)) return '…';
  const { protocol, host, username, password, pathname, search, hash } = new URL(address);
  const user = username === '' && password === '' ? '' : '…@';
  const path = pathname.split('/').map((part) => (mayBeKey(part) ? '…' : part));
  return `${protocol}//${user}${host}${path.join('/')}${search && '?…'}${hash && '#…'}`;
}

function mayBeKey(part: string): boolean {
  return part.length >= KEY_LENGTH && /\d/.test(part) && /[a-z]/i.test(part);
}
