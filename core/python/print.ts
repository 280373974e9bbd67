import type { Automation } from '../automation';
import { findEventByWireType } from '../catalog/events';
import { tokenize } from '../filter/lexer';
import { quotePython } from '../filter/quote';
import { message } from '../l10n/message';
import { argument, call, type Code, layOut, named, textCode } from './code';
import { checkLiterals } from './literals';
import { NotInPython } from './not-in-python';
import { printAction } from './print-action';
import { printFilter } from './print-filter';
import { type OrganizationNames, printScope } from './print-scope';

export interface PythonOptions {
  /** For organizations that a saved automation names by their entity. */
  readonly organizations?: OrganizationNames;
}

/**
 * A Python script that creates the automations with W&B's SDK (0.30), in the order given. What the SDK makes of it is what
 * the server gets from a spec. Of an automation its id and previous name are left out.
 *
 * @throws {NotInPython} for an automation that the SDK can't create.
 */
export function printPython(automations: readonly Automation[], options: PythonOptions = {}): string {
  const script = new Script(options.organizations ?? new Map());
  for (const automation of automations) script.add(automation);
  return script.text();
}

/** Names of the SDK that expressions of filters use. */
const filterNames = new Set([
  'RunEvent',
  'ArtifactEvent',
  'MetricThresholdFilter',
  'MetricChangeFilter',
  'MetricZScoreFilter',
]);

class Script {
  private readonly imports = new Set<string>();
  private readonly blocks: string[] = [];
  /** What variables hold at the end: what stands there already isn't looked up again. */
  private readonly variables = new Map<string, string>();

  constructor(private readonly organizations: OrganizationNames) {}

  text(): string {
    const names = [...this.imports].sort();
    const list = `from wandb.automations import ${names.join(', ')}`;
    const imported =
      list.length <= 88
        ? list
        : `from wandb.automations import (\n${names.map((name) => `    ${name},\n`).join('')})`;
    const head = ['import wandb', ...(names.length > 0 ? [imported] : [])].join('\n');
    return `${[head, 'api = wandb.Api()', ...this.blocks].join('\n\n')}\n`;
  }

  add(automation: Automation): void {
    const { name, description, enabled } = automation;
    const event = findEventByWireType(automation.event.wireType);
    if (!event)
      throw new NotInPython(message('Its event is of a kind that the SDK can’t create. Copy it as YAML.'));
    checkLiterals([name, description ?? '']);
    const scope = printScope(automation.scope, this.organizations);
    const filter = printFilter(automation.event);
    const action = printAction(automation.action, scope);
    this.import(event.name, automation.action.type, ...(scope.imports === undefined ? [] : [scope.imports]));
    if (filter !== undefined) this.import(...namesIn(layOut(filter)));

    const found: string[] = [];
    // Integrations are looked up by what the scope's variable holds.
    if (this.assign(found, scope.name, scope.code))
      for (const each of ['slack', 'webhook']) this.variables.delete(each);
    if (action.integration) this.assign(found, action.integration.name, action.integration.code);
    const eventCode = call(
      event.name,
      named('scope', scope.name),
      filter === undefined ? undefined : named('filter', filter),
    );
    const creation = call(
      'api.create_automation',
      argument('event >> action'),
      named('name', quotePython(name)),
      description === undefined ? undefined : named('description', textCode(description)),
      enabled === undefined ? undefined : named('enabled', enabled ? 'True' : 'False'),
    );
    const made = [
      layOut(eventCode, 0, 'event = '),
      layOut(action.code, 0, 'action = '),
      layOut(creation, 0, 'automation = '),
    ].join('\n');
    this.blocks.push(found.length > 0 ? `${found.join('\n')}\n\n${made}` : made);
  }

  /** Gives whether the variable holds something else now. */
  private assign(lines: string[], name: string, code: Code): boolean {
    const line = layOut(code, 0, `${name} = `);
    if (this.variables.get(name) === line) return false;
    this.variables.set(name, line);
    lines.push(line);
    return true;
  }

  private import(...names: readonly string[]): void {
    for (const name of names) this.imports.add(name);
  }
}

/** The names of the SDK in an expression, not those in its texts. */
function namesIn(code: string): readonly string[] {
  return tokenize(code, []).flatMap((token) =>
    token.kind === 'name' && filterNames.has(token.text) ? [token.text] : [],
  );
}
