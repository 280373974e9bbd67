import { findEvent } from '../catalog/events';
import { findAction } from '../catalog/actions';
import type { Value } from './values';

/** Classes of the SDK that aren't events or actions, wherever they are imported from. */
const classes = new Set([
  'Api',
  'RunEvent',
  'ArtifactEvent',
  'MetricThresholdFilter',
  'MetricChangeFilter',
  'MetricZScoreFilter',
  'RunStateFilter',
  'NewAutomation',
  'ProjectScope',
  'RegistryScope',
  'TeamScope',
  'OrgScope',
]);

/** Enumerations whose members are as good as their names. */
const enumerations = new Set(['AlertLevel', 'AlertSeverity', 'ReportedRunState']);

/** The class of that name in W&B's SDK, 0.30; undefined for any other name. */
export function sdkClass(name: string): Value | undefined {
  const entry = findEvent(name) ?? findAction(name);
  return entry || classes.has(name) || enumerations.has(name) ? { kind: 'class', name } : undefined;
}

/** What `import` gives a name to. */
export function imported(path: string): Value {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const isSdk = path === 'wandb' || path.startsWith('wandb.');
  return (isSdk ? sdkClass(name) : undefined) ?? { kind: 'module', path };
}

/** A member of an enumeration. */
export function enumerationMember(of: string, name: string): Value | undefined {
  return enumerations.has(of) ? { kind: 'json', value: name } : undefined;
}
