import { message } from '../../l10n/message';
import type { Problem } from '../../problem';
import { suggestion, type Findings } from './findings';

/** Forms of keys and tokens that nothing else looks like. Named groups say whose they are. */
const SECRETS =
  /\b(?:local-)?wandb_v1_[A-Za-z0-9_]{40,}|\blocal-[0-9a-f]{40}\b|\bxox[abposr]-[A-Za-z0-9-]{10,}|\bhooks\.slack\.com\/services\/T[A-Z0-9]+\/B[A-Z0-9]+\/[A-Za-z0-9]{16,}|\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_[A-Za-z0-9_]{50,}|\bglpat-[A-Za-z0-9_-]{20,}|\bAKIA[0-9A-Z]{16}\b|\bAIza[0-9A-Za-z_-]{35}\b|\bsk-[A-Za-z0-9_-]{32,}|\bhf_[A-Za-z0-9]{30,}|\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}|-----BEGIN [A-Z ]*PRIVATE KEY-----/g;

/** 40 hexadecimal digits are a legacy W&B key, but also a commit: only behind a word that says so. */
const NAMED =
  /\b(?:api[_-]?key|secret|token|password|bearer|authorization)\b["']?\s*[:=]?\s*(?:bearer\s+)?["']?([0-9a-f]{40})\b/gi;

/** Any of the above may begin like this: one quick look that nearly always answers no. */
const HINT =
  /wandb_v1_|local-|xox|slack\.com\/serv|gh[pousr]_|github_pat|glpat-|AKIA|AIza|sk-|hf_|eyJ|-----BEGIN|[0-9a-f]{40}/;

/** Reports keys and tokens that are written out, comments included. */
export function findSecrets(findings: Findings): void {
  const { source } = findings;
  if (!HINT.test(source)) return;
  const report = (start: number, length: number): void =>
    findings.add(
      'secret-in-text',
      { start, end: start + length },
      message(
        'This looks like a key or token. Keep it out of files: store it as a team secret and write its name, as in {0}.',
        '${MY_SECRET}',
      ),
      placeholderFix(source, start, start + length),
    );
  for (const match of source.matchAll(SECRETS)) report(match.index, match[0].length);
  for (const match of source.matchAll(NAMED)) {
    const secret = match[1] ?? '';
    report(match.index + match[0].length - secret.length, secret.length);
  }
}

/** A value that is nothing but the secret, as the variable that W&B fills in. */
function placeholderFix(source: string, start: number, end: number): Partial<Pick<Problem, 'fixes'>> {
  const before = /(?:[:,[-]\s+|\[)(["']?)$/.exec(source.slice(Math.max(0, start - 50), start));
  const quote = before?.[1];
  if (
    quote === undefined ||
    !new RegExp(`^${quote}\\s*(?:[\\],}\\n\\r#]|$)`).test(source.slice(end, end + 50))
  )
    return {};
  const newText = quote === '' ? '"${MY_SECRET}"' : '${MY_SECRET}';
  return suggestion(message('Write {0}', '${MY_SECRET}'), { range: { start, end }, newText });
}
