import { canBeSecretName, findVariable } from '../catalog/variables';
import type { Assumptions } from '../catalog/assumptions';
import type { Range } from '../text/range';

/** What `${name}` can stand for when an event fires. */
export interface TemplateValues {
  /** What the event fills ({@link variableValues}). */
  readonly variables: ReadonlyMap<string, string>;
  /** `ACCESS_TOKEN` and the webhook's secret by its name, with their values, or with something to show in their place. */
  readonly secrets: ReadonlyMap<string, string>;
}

/** One `${name}` of a template and what became of it. */
export interface VariableUse {
  /** In the template, from `$` to `}`. */
  readonly range: Range;
  readonly name: string;
  readonly value: string;
  /** `empty`: a variable of W&B that this event doesn't fill. `unknown`: neither a variable nor a secret. */
  readonly kind: 'variable' | 'secret' | 'empty' | 'unknown';
}

export interface RenderedTemplate {
  readonly text: string;
  readonly uses: readonly VariableUse[];
}

/**
 * Puts values in the place of `${name}`, as W&B's docs describe it: as text, without escaping; a variable that doesn't apply becomes nothing.
 * Values that look like a variable are not looked at again.
 */
export function renderTemplate(
  template: string,
  values: TemplateValues,
  assumptions: Assumptions,
): RenderedTemplate {
  const uses: VariableUse[] = [];
  const text = template.replace(/\$\{([^{}]*)\}/g, (written, name: string, start: number) => {
    const found = resolve(name, values) ?? {
      kind: 'unknown',
      value: assumptions.unknown_variable === 'empty' ? '' : written,
    };
    uses.push({ range: { start, end: start + written.length }, name, ...found });
    return found.value;
  });
  return { text, uses };
}

function resolve(
  name: string,
  { variables, secrets }: TemplateValues,
): Pick<VariableUse, 'kind' | 'value'> | undefined {
  const value = variables.get(name);
  if (value !== undefined) return { kind: 'variable', value };
  const secret = canBeSecretName(name) ? secrets.get(name) : undefined;
  if (secret !== undefined) return { kind: 'secret', value: secret };
  return findVariable(name) ? { kind: 'empty', value: '' } : undefined;
}
