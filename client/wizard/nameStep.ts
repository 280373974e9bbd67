import { l10n } from 'vscode';
import { maxNameLength } from '../../core/catalog/keys-automation';
import { plain } from '../../core/l10n/plain-text';
import type { LanguageSupport } from '../language/languageSupport';
import type { Remark, Step } from '../ui/flow';
import { freeName } from './patterns';
import { takenNames, type Naming } from './takenNames';
import type { StepWorld } from './world';

/** What it may be called: `chosen` before, or `base`, with a number behind it where that is taken. */
interface Proposal {
  readonly base: string;
  readonly chosen: string | undefined;
}

/** What the entry is called. Names of its file are known at once, the others of its scope a moment later. */
export function nameStep<State>(
  { base, chosen }: Proposal,
  naming: Naming,
  world: StepWorld,
  language: Pick<LanguageSupport, 'specs'>,
  put: (name: string) => State,
): Step<State> {
  const inFile = namesInTarget(naming);
  let elsewhere: ReadonlyMap<string, string> = new Map();
  const proposed = (): string => chosen ?? freeName(base, [...inFile, ...elsewhere.keys()]);
  return {
    type: 'text',
    prompt: l10n.t('Its name, unique among the automations of its scope'),
    value: proposed(),
    load: async (signal) => {
      elsewhere = await takenNames(naming, world, language, signal);
      return proposed();
    },
    check: (text) => nameRemark(text.trim(), inFile, elsewhere),
    accept: (text) => put(text.trim()),
  };
}

/** Names of the file that the entry goes to. */
export const namesInTarget = ({ target, isSpec }: Pick<Naming, 'target' | 'isSpec'>): readonly string[] =>
  isSpec && target?.type === 'file' ? target.names : [];

function nameRemark(
  name: string,
  inFile: readonly string[],
  elsewhere: ReadonlyMap<string, string>,
): Remark | undefined {
  const length = Array.from(name).length;
  const error = (sentence: string): Remark => ({ text: sentence, severity: 'error' });
  if (name === '') return error(l10n.t('The name is empty.'));
  if (length > maxNameLength) {
    return error(l10n.t('The name has {0} characters. W&B takes at most {1}.', length, maxNameLength));
  }
  if (inFile.includes(name)) return error(l10n.t('“{0}” is in this file already.', plain(name)));
  const taken = elsewhere.get(name);
  return taken === undefined ? undefined : error(plain(taken));
}
