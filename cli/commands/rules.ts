import { findRule, rules as allRules, type Rule } from '../../core/catalog/rules';
import { message, renderMessage } from '../../core/l10n/message';
import type { Run } from '../command';
import { UsageError } from '../usage-error';

/** `rules [CODE…] [--json]`: one line a rule; with codes, everything that is known about those. */
export const rules: Run = ({ positionals, options, terminal, render }) => {
  const chosen = positionals.length > 0 ? positionals.map(ruleOf) : allRules;
  if (options['json'] === true) {
    const list = chosen.map(({ code, severity, connected, summary, docs }) => ({
      code,
      severity,
      connected: connected ?? false,
      summary: renderMessage(summary),
      docs: renderMessage(docs),
    }));
    terminal.out(`${JSON.stringify({ rules: list })}\n`);
  } else if (positionals.length > 0) {
    terminal.out(
      chosen
        .map(
          ({ code, severity, summary, docs }) =>
            `${code} (${severity})\n${render(summary)}\n\n${render(docs)}\n`,
        )
        .join('\n'),
    );
  } else {
    const width = Math.max(...chosen.map(({ code }) => code.length));
    terminal.out(
      chosen
        .map(
          ({ code, severity, summary }) =>
            `${code.padEnd(width)}  ${severity.padEnd(7)}  ${render(summary)}\n`,
        )
        .join(''),
    );
  }
  return Promise.resolve(0);
};

function ruleOf(code: string): Rule {
  const rule = findRule(code);
  if (!rule)
    throw new UsageError(message('There is no rule "{0}". "wandb-automations rules" lists them all.', code));
  return rule;
}
