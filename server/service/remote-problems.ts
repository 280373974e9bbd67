import type { Diagnostic } from 'vscode-languageserver/node';
import type { Scope } from '../../core/automation';
import type { RuleCode } from '../../core/catalog/rules';
import { ruleFor } from '../../core/catalog/rules';
import { message, type Message } from '../../core/l10n/message';
import type { EntryAnalysis } from '../../core/spec/analysis/automation';
import type { SpecDocument } from '../../core/spec/document';
import type { SpecEntry } from '../../core/spec/entry';
import type { Range } from '../../core/text/range';
import { nearest } from '../../core/text/nearest';
import type { FeatureContext } from '../context';
import type { RemoteFacts } from '../remote/facts';
import { integrationOwners, scopesOf } from '../remote/places';
import type { TextSnapshot } from '../text-snapshot';
import { ruleDiagnostic } from './diagnostics';
import { mentionsOf } from './mentions';

interface Finding {
  readonly code: RuleCode;
  readonly range: Range;
  readonly text: Message;
}

/** More entries than these are not looked up: each asks the server something. */
const MOST_ENTRIES = 500;

/** What is wrong according to the server, as far as that is known now. What isn't known is no problem. */
export function remoteProblems(
  document: TextSnapshot,
  spec: SpecDocument,
  context: FeatureContext,
): Diagnostic[] {
  const { revision } = context.facts;
  return spec.entries.slice(0, MOST_ENTRIES).flatMap((entry) =>
    findingsOf(entry, revision, context).flatMap(({ code, range, text }) => {
      const severity = context.options.rules?.[code] ?? ruleFor(code).severity;
      if (severity === 'off' || isIgnored(document, range, code)) return [];
      return [
        {
          ...ruleDiagnostic(code, severity, context),
          message: context.texts.say(text),
          range: document.toRange(range),
        },
      ];
    }),
  );
}

interface Remembered {
  readonly facts: RemoteFacts;
  readonly revision: string;
  /** Where the entry was. */
  readonly start: number;
  readonly findings: readonly Finding[];
}

/** What was found for an entry, as long as it is written the same: an edit touches one of hundreds. */
const remembered = new WeakMap<EntryAnalysis, Remembered>();

function findingsOf(entry: SpecEntry, revision: string, context: FeatureContext): readonly Finding[] {
  const { analysis, start } = entry;
  const { facts } = context;
  const known = remembered.get(analysis);
  if (known?.facts === facts && known.revision === revision) {
    const moved = start - known.start;
    return known.findings.map((finding) => ({ ...finding, range: shifted(finding.range, moved) }));
  }
  const findings = [
    ...scopeFindings(entry, context),
    ...integrationFindings(entry, context),
    ...metricFindings(entry, context),
  ];
  remembered.set(analysis, { facts, revision, start, findings });
  return findings;
}

function shifted({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}

function scopeFindings(entry: SpecEntry, { facts }: FeatureContext): Finding[] {
  const { fields } = entry.analysis;
  // A scope of the defaults is reported once, where an automation of its own would say it.
  if (!fields.has('scope') && !fields.has('scopes')) return [];
  return scopesOf(entry).flatMap(({ scope, range }) => {
    const missing = missingScope(scope);
    if (!missing) return [];
    const fact = facts.get('scope', { scope });
    return fact.known && !fact.value ? [{ ...missing, range }] : [];
  });
}

function missingScope(scope: Scope): Omit<Finding, 'range'> | undefined {
  switch (scope.kind) {
    case 'project':
      return {
        code: 'unknown-project',
        text: message('This project was not found, or is not visible to you.'),
      };
    case 'registry':
      return {
        code: 'unknown-registry',
        text: message('This registry was not found, or is not visible to you.'),
      };
    case 'collection':
      return {
        code: 'unknown-collection',
        text: message('This collection was not found, or is not visible to you.'),
      };
    case 'team':
      return { code: 'unknown-team', text: message('This team was not found, or is not visible to you.') };
    case 'organization':
      return {
        code: 'unknown-organization',
        text: message('This organization was not found, or is not visible to you.'),
      };
    default:
      return undefined;
  }
}

function integrationFindings(entry: SpecEntry, { facts }: FeatureContext): Finding[] {
  const action = entry.automations[0]?.automation?.action;
  if (action?.type !== 'SendNotification' && action?.type !== 'SendWebhook') return [];
  const { name, id, entity, workspace } = action.integration;
  const mention = mentionsOf(entry).find(({ kind }) => kind !== 'metric');
  if (name === undefined || id !== undefined || !mention) return [];
  const type = action.type === 'SendNotification' ? 'slack' : 'webhook';
  const found = integrationOwners(entry, entity, facts).map((owner) =>
    facts.get('integration', { type, entity: owner, name, ...(workspace !== undefined && { workspace }) }),
  );
  return found.flatMap((fact): Finding[] => {
    if (!fact.known) return [];
    const count = fact.value?.length ?? 0;
    if (count === 0)
      return [
        {
          code: 'unknown-integration',
          range: mention.range,
          text: message('No integration of this name was found, or it is not visible to you.'),
        },
      ];
    if (count === 1) return [];
    return [
      {
        code: 'integration-ambiguous',
        range: mention.range,
        text: message('{0} integrations have this name. Tell which one by "workspace" or "id".', count),
      },
    ];
  });
}

function metricFindings(entry: SpecEntry, { facts }: FeatureContext): Finding[] {
  const projects = scopesOf(entry).flatMap(({ scope }) => (scope.kind === 'project' ? [scope] : []));
  const metrics = mentionsOf(entry).filter(({ kind }) => kind === 'metric');
  if (metrics.length === 0) return [];
  return projects.flatMap(({ entity, project }) => {
    const fact = facts.get('metricKeys', { entity, project });
    if (!fact.known || !fact.value?.complete) return [];
    const names = fact.value.keys.map((key) => key.name);
    return metrics
      .filter(({ name }) => !names.includes(name))
      .map(({ name, range }): Finding => {
        const near = nearest(name, names);
        return {
          code: 'unknown-metric',
          range,
          text:
            near === undefined
              ? message('No run of {0}/{1} has logged this metric.', entity, project)
              : message(
                  'No run of {0}/{1} has logged this metric. Did you mean "{2}"?',
                  entity,
                  project,
                  near,
                ),
        };
      });
  });
}

/** A comment on the line, on the line before, or at the top of the file switches the rule off. */
function isIgnored(document: TextSnapshot, { start }: Range, code: RuleCode): boolean {
  const { lines, text } = document;
  const { line } = document.positionAt(start);
  const near = text.slice(lines.lineStart(Math.max(0, line - 1)), lines.lineStart(line + 1));
  const names = (kind: string, where: string): boolean =>
    [...where.matchAll(new RegExp(`#\\s*wandb-automations:\\s*${kind}\\s+([^\\n]*)`, 'g'))].some(
      ([, rules = '']) => (rules.split('--')[0] ?? '').split(/\s+/).includes(code),
    );
  return names('ignore', near) || names('ignore-file', text.slice(0, 2_000));
}
