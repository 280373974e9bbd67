/** Names that a generated spec uses. What they stand for doesn't exist, unless a server is told to have it. */
export interface SpecNames {
  readonly team: string;
  readonly project: (index: number) => string;
  readonly channel: (index: number) => string;
  readonly webhook: (index: number) => string;
}

/** Invented ones: specs of different teams have no automation in common. */
export function namesOf(team: string): SpecNames {
  return {
    team,
    project: (index) => `detector-${index % 40}`,
    channel: (index) => `#alerts-${index % 9}`,
    webhook: (index) => `hook-${index % 5}`,
  };
}

const invented = namesOf('vision');

const head = ['# Generated for measurements.', 'version: 1', '', 'automations:'];

/** A valid spec with so many automations of all kinds. Lines end with line feeds. */
export function specOfAutomations(count: number, names: SpecNames = invented): string {
  const items = Array.from({ length: count }, (_, index) => automation(index, names));
  return `${[...head, ...items.flat()].join('\n')}\n`;
}

/** The same with about so many lines: the last automation is whole. */
export function specOfLines(lines: number): string {
  const text = [...head];
  for (let index = 0; text.length < lines; index++) text.push(...automation(index, invented));
  return `${text.join('\n')}\n`;
}

function automation(index: number, names: SpecNames): string[] {
  const number = String(index).padStart(5, '0');
  return [
    '',
    `  # Owned by group ${index % 12}.`,
    `  - name: watch-${number}`,
    `    description: Keeps an eye on what the trainings of group ${index % 12} do.`,
    '    enabled: true',
    '    scope:',
    `      project: ${names.team}/${names.project(index)}`,
    '    event:',
    ...event(index).map((line) => `      ${line}`),
    '    action:',
    ...action(index, names).map((line) => `      ${line}`),
  ];
}

function event(index: number): string[] {
  switch (index % 4) {
    case 0:
      return [
        'type: OnRunMetric',
        `filter: RunEvent.metric("val/loss_${index % 90}").avg(${2 + (index % 20)}) > ${index % 50}.5 & RunEvent.name.contains("night-${index % 7}")`,
      ];
    case 1:
      return [
        'type: OnRunMetric',
        'filter: >-',
        `  RunEvent.metric("acc").mean(10).decreases_by(frac=0.0${1 + (index % 9)})`,
        `  & (RunEvent.name.contains("prod") | RunEvent.name == "run-${index}")`,
      ];
    case 2:
      return ['type: OnRunState', 'filter: RunEvent.state.in_(["failed", "finished"])'];
    default:
      return [
        'type: OnRunMetric',
        `filter: abs(RunEvent.metric("grad/norm").zscore(${20 + (index % 30)})) > 3.5`,
      ];
  }
}

function action(index: number, names: SpecNames): string[] {
  if (index % 3 === 2) {
    return [
      'type: SendWebhook',
      `integration: ${names.webhook(index)}`,
      'payload:',
      '  source: ${project_name}',
      '  who: ${event_author}',
      `  details: {group: ${index % 12}, tags: [nightly, "\${entity_name}"], retry: false}`,
    ];
  }
  return [
    'type: SendNotification',
    `integration: "${names.channel(index)}"`,
    `title: Look at watch-${index}`,
    'text: |-',
    '  Something is odd with ${run_name}.',
    `  The runbook says what to do, page ${index}.`,
    'level: WARN',
  ];
}
