import type { FieldReader } from '../../query/filter';
import { fieldsOf } from '../../query/select';
import { summaryOf } from '../../store/history';
import type { Run } from '../../store/records';
import type { Store } from '../../store/store';

/** What filters and orders of runs may name (W&B SDK, `Api.runs`); snake and camel case are both understood. */
export function runFields(store: Store): FieldReader<Run> {
  const plain = fieldsOf<Run>({
    id: ({ id }) => id,
    name: ({ name }) => name,
    displayName: ({ displayName }) => displayName,
    state: ({ state }) => state,
    tags: ({ tags }) => tags,
    group: ({ group }) => group,
    jobType: ({ jobType }) => jobType,
    username: ({ userId }) => store.users.get(userId)?.username,
    createdAt: ({ createdAt }) => createdAt,
    heartbeatAt: ({ heartbeatAt }) => heartbeatAt,
    host: () => null,
    duration: ({ createdAt, heartbeatAt }) => (Date.parse(heartbeatAt) - Date.parse(createdAt)) / 1000,
  });
  return (name) => {
    const [, place, key] = /^(config|summary_metrics|summaryMetrics)\.(.+)$/s.exec(name) ?? [];
    if (place === 'config' && key) return ({ config }) => config[key.replace(/\.value$/, '')];
    if (key) return (run) => summaryOf(run)[key];
    return plain(name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
  };
}
