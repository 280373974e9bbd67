import { writtenIntegration } from '../../core/spec/analysis/integration';
import type { SpecDocument } from '../../core/spec/document';
import type { SpecEntry } from '../../core/spec/entry';
import { childrenOf, type ExpressionNode } from '../../core/filter/syntax';
import { mapScalar } from '../../core/spec/yaml/scalar';
import { keyText } from '../../core/spec/yaml/value';
import type { Range } from '../../core/text/range';

/** A name that several automations can have in common. */
export interface Mention {
  readonly kind: 'metric' | 'slack' | 'webhook';
  /** A channel without its `#`. */
  readonly name: string;
  /** In the file. */
  readonly range: Range;
}

/** Which metrics and integrations a spec speaks of, and where. What an alias brings in several times stands in one place. */
export function mentionsIn(spec: SpecDocument): readonly Mention[] {
  const all = [...spec.defaultIntegrations, ...spec.entries.flatMap((entry) => mentionsOf(entry))];
  return [...new Map(all.map((mention) => [mention.range.start, mention])).values()];
}

export function mentionsOf(entry: SpecEntry): readonly Mention[] {
  return [...metricsOf(entry), ...integrationsOf(entry)];
}

function metricsOf(entry: SpecEntry): readonly Mention[] {
  const filter = entry.analysis.event?.filter;
  if (!filter) return [];
  const { value, expression } = filter;
  if (value.kind === 'map') {
    const isClass = value.entries.some(({ key }) => keyText(key) === 'type');
    const node = isClass ? value.entries.find(({ key }) => keyText(key) === 'name')?.value : undefined;
    return node?.kind === 'scalar' && node.text !== ''
      ? [{ kind: 'metric', name: node.text, range: entry.shift(node) }]
      : [];
  }
  if (value.kind !== 'scalar' || !expression?.root) return [];
  const map = mapScalar(entry.source, value);
  return metricNames(expression.root).map(({ name, range }) => ({
    kind: 'metric',
    name,
    range: entry.shift(map.rangeToFile(range)),
  }));
}

/** `metric("loss")`, and `name="loss"` of the constructors. */
function metricNames(node: ExpressionNode): readonly { readonly name: string; readonly range: Range }[] {
  const inside = childrenOf(node).flatMap(metricNames);
  if (node.kind !== 'call') return inside;
  const { callee } = node;
  const called = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.name : '';
  const argument =
    called === 'metric'
      ? node.arguments[0]
      : /^Metric\w+Filter$/.test(called)
        ? node.arguments.find(({ name }) => name === 'name')
        : undefined;
  const string = argument?.value;
  return string?.kind === 'string' ? [...inside, { name: string.value, range: string.content }] : inside;
}

function integrationsOf(entry: SpecEntry): readonly Mention[] {
  const { action } = entry.analysis;
  const kind = action?.entry?.integration === 'SlackIntegration' ? 'slack' : 'webhook';
  const field = action?.entry?.integration && action.fields.get('integration');
  const written = field && writtenIntegration(field.node, kind);
  return written ? [{ ...written, range: entry.shift(written.range) }] : [];
}
