import fc from 'fast-check';

/* Specs as they are while somebody types. What only their author can know begins with `mk`: no mend may take it away. */

const specs = [
  `automations:
  - name: mkalpha
    description: mkbeta, "mkgamma"
    scope: {project: mkteam/mkproject}
    event: {type: OnRunState, filter: 'state == "failed" & name == "mkrun"'}
    action:
      type: SendNotification
      integration: "#mkchannel"
      title: mkdelta mkepsilon
      text: |
        mkzeta: mketa
      level: WARN
  - name: "mksecond" # mkcomment
    scope:
      project: mkteam/mkother
    event:
      type: OnRunMetric
      filter: metric("mkloss").avg(5) > 10
    action: DoNothing
`,
  `version: 1
name: mkalpha
scopes:
  - {project: mkteam/mkproject}
  - {team: mkteam}
event:
  type: OnRunMetric
  filter:
    type: MetricThresholdFilter
    name: mkloss
    cmp: ">"
    threshold: 10
action:
  type: SendWebhook
  integration: mkhook
  payload: {text: "\${run_name} mkpayload", mkkey: [mkone, mktwo]}
`,
  `defaults:
  scope: {registry: mkorg/mkregistry}
  slack: mkchannel
automations:
- name: mkalpha
  event: LINK_MODEL
  action: {type: SendNotification, title: "mktitle", level: warning}
- name: 'mkbeta'
  event:
    type: OnAddArtifactAlias
    filter: ArtifactEvent.alias.matches_regex("^mk(a|b)$")
  action: NO_OP
`,
] as const;

/** A slip at a place, of the `of` places where it can happen. */
type Slip = (text: string, place: number) => string;

/** Replaces one of the matches of a pattern. */
const replace =
  (pattern: RegExp, by: string): Slip =>
  (text, place) => {
    const matches = [...text.matchAll(pattern)];
    const match = matches[place % Math.max(1, matches.length)];
    return match ? text.slice(0, match.index) + by + text.slice(match.index + match[0].length) : text;
  };

const at =
  (newText: string, removed = 0): Slip =>
  (text, place) => {
    const index = place % text.length;
    return text.slice(0, index) + newText + text.slice(index + removed);
  };

const slips: readonly Slip[] = [
  replace(/(?<=:) /g, ''),
  replace(/(?<=:) /g, ' - '),
  replace(/(?<=:) /g, ' | '),
  replace(/(?<=:) /g, ' > '),
  replace(/(?<=:) /g, ' * '),
  replace(/(?<=:) /g, ' "'),
  replace(/- /g, ''),
  replace(/- /g, '-'),
  replace(/["']/g, ''),
  replace(/[{}[\]]/g, ''),
  replace(/:/g, ''),
  replace(/\n */g, ' '),
  replace(/\n {2}/g, '\n'),
  replace(/\n/g, '\n  '),
  replace(/\b(?:OnRunState|SendNotification|WARN|failed|title|action)\b/g, 'Titel'),
  ...Array.from(':-{}[]"\'|>#&*!,?\t@\n', (sign) => at(sign)),
  at(': '),
  at('', 1),
  at('', 5),
];

/** A spec with one to three slips in it. */
export const brokenSpecs = fc
  .tuple(
    fc.constantFrom(...specs),
    fc.array(fc.tuple(fc.constantFrom(...slips), fc.nat(2000)), { minLength: 1, maxLength: 3 }),
  )
  .map(([spec, made]) => made.reduce<string>((text, [slip, place]) => slip(text, place), spec));

/** What only the author of a text knows, comments included. */
export const ownWords = (text: string): readonly string[] =>
  Array.from(text.matchAll(/mk[a-z]+/g), ([word]) => word);
