import { describe, expect, it } from 'vitest';
import { organizeText } from './organize';

describe('organizeText', () => {
  it.each([
    [
      'puts the keys in order, with their comments',
      'automations:\n  - name: a\n    action: DoNothing # nothing\n    # when\n    event:\n      filter: state == "failed"\n      type: OnRunState\n    scope: {team: t}\n\n  - name: b\nversion: 1\n',
      'version: 1\nautomations:\n  - name: a\n    scope: {team: t}\n    # when\n    event:\n      type: OnRunState\n      filter: state == "failed"\n    action: DoNothing # nothing\n\n  - name: b\n',
    ],
    [
      'leaves anchors before what refers to them',
      'automations:\n  - name: a\n    event: *e\nx-e: &e OnLinkArtifact\n',
      'automations:\n  - name: a\n    event: *e\nx-e: &e OnLinkArtifact\n',
    ],
    [
      'puts keys of one’s own last in an automation',
      'automations:\n  - name: a\n    x-owner: me\n    event: OnLinkArtifact\n    scope: {team: t}\n',
      'automations:\n  - name: a\n    scope: {team: t}\n    event: OnLinkArtifact\n    x-owner: me\n',
    ],
    [
      'leaves payloads, and texts over several lines as they are',
      'name: a\naction:\n  payload:\n    b: 1\n    a: |\n      x\n\n      y\n  type: SendWebhook\nevent: OnLinkArtifact\n',
      'name: a\nevent: OnLinkArtifact\naction:\n  type: SendWebhook\n  payload:\n    b: 1\n    a: |\n      x\n\n      y\n',
    ],
    [
      'keeps Windows line ends',
      'name: a\r\naction: DoNothing\r\nevent: OnLinkArtifact\r\n',
      'name: a\r\nevent: OnLinkArtifact\r\naction: DoNothing\r\n',
    ],
    [
      'takes the comment above the first key with it',
      'name: a\nevent: # when\n  # which runs\n\n  # those that fail\n  filter: state == "failed"\n\n  # its kind\n  type: OnRunState\n',
      'name: a\nevent: # when\n  # which runs\n\n  # its kind\n  type: OnRunState\n  # those that fail\n  filter: state == "failed"\n',
    ],
    [
      'leaves the comment at the head of a file, and what stands above an item',
      '# Ours.\nautomations:\n  # The only one.\n  - event: OnLinkArtifact\n    name: a\nversion: 1\n',
      '# Ours.\nversion: 1\nautomations:\n  # The only one.\n  - name: a\n    event: OnLinkArtifact\n',
    ],
    ['leaves what can’t be read', 'name: "a\nevent: x\n', 'name: "a\nevent: x\n'],
    ['leaves what is in order', 'name: a\nevent: OnLinkArtifact\n', 'name: a\nevent: OnLinkArtifact\n'],
  ])('%s', (_, before, after) => {
    expect(organizeText(before)).toBe(after);
    expect(organizeText(after)).toBe(after);
  });
});
