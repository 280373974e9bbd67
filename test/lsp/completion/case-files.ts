import { readCases, type Case } from '../cases';

/** One a matter. `around` is what stands around the place, answered without a server; in the others there is one. */
export const caseFiles = [
  'keys',
  'lists',
  'values',
  'expressions',
  'templates',
  'names',
  'automations',
  'config',
  'around',
] as const;

export const completions = (file: (typeof caseFiles)[number]): readonly Case[] =>
  readCases(`completion/${file}.txt`);
