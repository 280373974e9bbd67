import { renderMessage } from '../../l10n/message';
import type { Rule } from '../../catalog/rules';

const severities = {
  error: 'An error',
  warning: 'A warning',
  information: 'An information',
  hint: 'A hint',
} as const;

/** The generated sections of `docs/rules/CODE.md`, by name. */
export function ruleSections(rule: Rule): Readonly<Record<string, string>> {
  const { code, severity, connected, summary, docs } = rule;
  const kind = connected
    ? `${severities[severity]}, reported while signed in to a W&B server.`
    : `${severities[severity]}.`;
  return {
    rule: `# \`${code}\`\n\n**${renderMessage(summary)}** ${kind}\n\n${renderMessage(docs)}`,
    'switch-off': switchOff(rule),
  };
}

function switchOff({ code, severity }: Rule): string {
  const forOne = `For one line, by a comment at its end or on the line before:

\`\`\`yaml fragment
# wandb-automations: ignore ${code} -- why it is fine here
\`\`\`

For a whole file, the same with \`ignore-file\` before the first key. For all files, in [the configuration](../configuration.md):

\`\`\`yaml config
rules:
  ${code}: ${severity === 'warning' ? 'off # or: hint' : 'off'}
\`\`\``;
  const always = `What can’t be compiled stays an error all the same: an automation never goes missing silently.`;
  return `## How to switch it off\n\n${forOne}${severity === 'error' ? `\n\n${always}` : ''}`;
}
