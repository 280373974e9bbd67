import { findRule, type RuleCode } from '../core/catalog/rules';
import type { Severity } from '../core/problem';
import type { ServerSettings } from '../core/protocol';

/** The section of the editor's configuration that is ours. */
export const settingsSection = 'wandbAutomations';

/** Keeps what has the right form and drops the rest: editors other than VS Code check nothing. */
export function readSettings(given: unknown): ServerSettings {
  const settings = asObject(given);
  const diagnostics = asObject(settings['diagnostics']);
  const scope = diagnostics['scope'] === 'openFiles' ? 'openFiles' : 'workspace';
  const host = asText(settings['host']);
  const entity = asText(settings['entity']);
  return {
    ...(host !== undefined && { host }),
    ...(entity !== undefined && { entity }),
    ...(Array.isArray(settings['files']) && {
      files: settings['files'].filter((each) => typeof each === 'string'),
    }),
    ...(settings['rules'] !== undefined && { rules: readRules(settings['rules']) }),
    diagnostics: { scope },
    codeLens: { enabled: isOn(settings['codeLens']) },
    inlayHints: { enabled: isOn(settings['inlayHints']) },
    format: { enabled: isOn(settings['format']) },
    trace: { timings: asObject(settings['trace'])['timings'] === true },
  };
}

type Rules = NonNullable<ServerSettings['rules']>;
const severities = new Set<unknown>(['error', 'warning', 'warn', 'information', 'info', 'hint', 'off']);

function readRules(given: unknown): Rules {
  const entries = Object.entries(asObject(given)).filter(([, severity]) => severities.has(severity));
  return Object.fromEntries(entries) as Rules;
}

/** Severities by rule, in the words of problems; codes that are no rule's are dropped. */
export function severitiesOf(rules: Rules): Partial<Record<RuleCode, Severity | 'off'>> {
  const words: Readonly<Record<string, Severity>> = { info: 'information', warn: 'warning' };
  return Object.fromEntries(
    Object.entries(rules).flatMap(([code, severity]) => {
      const rule = findRule(code);
      return rule ? [[rule.code, words[severity] ?? severity]] : [];
    }),
  );
}

function isOn(given: unknown): boolean {
  return asObject(given)['enabled'] !== false;
}

function asText(given: unknown): string | undefined {
  return typeof given === 'string' && given.trim() !== '' ? given.trim() : undefined;
}

function asObject(given: unknown): Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
    ? (given as Record<string, unknown>)
    : {};
}
