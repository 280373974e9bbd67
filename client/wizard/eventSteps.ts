import { l10n } from 'vscode';
import { events, findEvent, type EventEntry } from '../../core/catalog/events';
import type { PickStep, Step } from '../ui/flow';
import { inWords } from '../ui/failures';
import { allows, withEvent, withMetric, withPattern, type Choices } from './choices';
import { findPattern, patternsOf, proposeFilter } from './patterns';
import { askServer, firstSentence, marked, remarkOf, type StepWorld } from './world';

/** The event that was chosen. */
export function eventOf({ event }: Choices): EventEntry {
  const entry = findEvent(event ?? '');
  if (!entry) throw new TypeError('No event was chosen.');
  return entry;
}

/** What the automation waits for: only what the scope allows. */
export function eventStep(choices: Choices, world: StepWorld): PickStep<Choices> {
  const options = events
    .filter((event) => allows(choices.kind, event))
    .map(({ name, label, docs, wireTypes: [{ feature }], family }) => ({
      key: name,
      label: name,
      description: inWords(label),
      detail: firstSentence(inWords(docs)),
      icon: { 'run-metric': 'graph-line', 'run-state': 'pulse', mutation: 'package' }[family],
      feature,
      value: withEvent(choices, name),
    }));
  return {
    type: 'pick',
    prompt: l10n.t('What should happen for it to fire?'),
    options,
    ...marked(options, world, l10n.t('this server does not have it')),
    ...(choices.event !== undefined && { current: choices.event }),
  };
}

/** How the filter begins. */
export function patternStep(choices: Choices, world: StepWorld): PickStep<Choices> {
  const event = eventOf(choices);
  const options = patternsOf(event).map((pattern) => ({
    key: pattern.id,
    label: inWords(pattern.label),
    ...(pattern.family !== 'own' && { detail: proposeFilter(event, pattern.id, choices.metric) }),
    feature: pattern.feature,
    value: withPattern(choices, pattern.id),
  }));
  return {
    type: 'pick',
    prompt: l10n.t('Which condition? Numbers and windows can be changed right after.'),
    options,
    ...marked(options, world, l10n.t('this server does not have it')),
    ...(choices.pattern !== undefined && { current: choices.pattern }),
  };
}

/** A metric of the project, or one that will be logged some day. */
export function metricStep(choices: Choices, { connection }: StepWorld): PickStep<Choices> {
  const [entity = '', project = ''] = choices.path;
  return {
    type: 'pick',
    prompt: l10n.t('Which metric of {0}? Choose one, or type a name.', `${entity}/${project}`),
    options: [],
    ...(connection && {
      load: async (signal, again) => {
        const keys = await askServer(connection, 'metricKeys', { entity, project }, signal, again);
        return (keys?.keys ?? []).map(({ name, lastValue }) => ({
          key: name,
          label: name,
          icon: 'graph-line',
          ...(lastValue !== null && { description: l10n.t('last value {0}', lastValue) }),
          value: withMetric(choices, name),
        }));
      },
    }),
    empty: l10n.t('Nothing was logged in this project yet. Type a name.'),
    typed: (text) => [
      { key: `typed ${text}`, label: l10n.t('Use “{0}”', text), value: withMetric(choices, text) },
    ],
    ...(choices.metric !== undefined && { current: choices.metric }),
  };
}

/** The filter as an expression, checked while it is written. */
export function filterStep(choices: Choices, { tools }: StepWorld): Step<Choices> {
  const event = eventOf(choices);
  const proposed = proposeFilter(event, choices.pattern, choices.metric);
  const example = event.exampleFilter ?? 'ArtifactEvent.alias == "latest"';
  return {
    type: 'text',
    prompt: event.filterRequired
      ? l10n.t('Filter of {0}: when it fires, and for which runs.', event.name)
      : l10n.t('Filter of {0}. Leave it empty and it fires every time.', event.name),
    value: choices.filter ?? proposed,
    placeholder:
      findPattern(choices.pattern)?.family === 'own' ? example : l10n.t('for example {0}', example),
    check: (text) => remarkOf(tools.checkFilter(event, text), text),
    accept: (text) => ({ ...choices, filter: text.trim() }),
  };
}
