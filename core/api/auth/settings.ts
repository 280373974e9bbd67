/**
 * The `[default]` section of a W&B settings file, in the form of Python's `configparser`: `key = value` or `key: value`, keys in
 * any case, comments in lines of their own. Lines that make no sense are skipped.
 */
export function parseSettings(text: string): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  let inDefault = false;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    if (/^\s*([#;]|$)/.test(line)) continue;
    const section = /^\s*\[([^\]]*)\]/.exec(line);
    if (section) {
      inDefault = section[1] === 'default';
      continue;
    }
    const separator = line.search(/[=:]/);
    // A line that starts with white space continues the value before it; none of the keys that count here has such.
    if (!inDefault || separator <= 0 || /^\s/.test(line)) continue;
    settings.set(line.slice(0, separator).trim().toLowerCase(), line.slice(separator + 1).trim());
  }
  return settings;
}
