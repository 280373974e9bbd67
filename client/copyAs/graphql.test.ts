import { describe, expect, it } from 'vitest';
import { printGraphql } from './graphql';

describe('printGraphql', () => {
  it('writes one document with everything in it', () => {
    const input = {
      name: 'say "hi"\n',
      enabled: true,
      scopeType: 'PROJECT',
      scopeID: null,
      triggeredActionConfig: { noOpActionInput: { noOp: true } },
    };
    const missing = new Map([['scopeID', 'The id of project a/b']]);
    expect(printGraphql([{ input, missing }])).toBe(`mutation CreateAutomations {
  createFilterTrigger(
    input: {
      name: "say \\"hi\\"\\n"
      enabled: true
      scopeType: PROJECT
      # The id of project a/b
      scopeID: null
      triggeredActionConfig: {
        noOpActionInput: {
          noOp: true
        }
      }
    }
  ) {
    trigger {
      id
      name
    }
  }
}
`);
  });

  it('tells several apart by aliases', () => {
    const one = { input: { name: 'a' }, missing: new Map<string, string>() };
    expect(printGraphql([one, one])).toMatch(
      /automation1: createFilterTrigger[^]*automation2: createFilterTrigger/,
    );
  });
});
