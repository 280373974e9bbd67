import type { RuleCode } from '../catalog/rules';
import { message, type Message } from '../l10n/message';
import type { Operand } from './operand';

/** What is missing, and, where a start can be made, what to go on from. */
export interface Unfinished {
  readonly code: RuleCode;
  readonly text: Message;
  readonly start?: string;
}

/** What is missing in something that is no condition yet; undefined where nothing is, or it was reported. */
export function whatIsMissing(operand: Operand, source: string): Unfinished | undefined {
  switch (operand.type) {
    case 'metric':
    case 'aggregate':
      return missing(
        message('The metric is not compared with anything. Write for instance: {0} > 1.', source),
        `${source} > 1`,
      );
    case 'zscore':
    case 'absolute-zscore':
      return missing(
        message('The z-score is not compared with anything. Write for instance: {0} > 3.', source),
        `${source} > 3`,
      );
    case 'state':
      return missing(
        message('The state is not compared with anything. Write for instance: {0} == "failed".', source),
        `${source} == "failed"`,
      );
    case 'field':
      return wrong(message('"{0}" is not compared with anything. Write for instance: {0} == "…".', source));
    case 'run-event':
      return wrong(
        message('Something is missing after {0}. Write for instance RunEvent.metric("loss") > 1.', source),
      );
    case 'artifact-event':
      return wrong(
        message('Something is missing after {0}. Write for instance ArtifactEvent.alias == "prod".', source),
      );
    case 'method':
      return wrong(
        message('"{0}" has to be called: add parentheses.', source),
        operand.entry.parameters?.some(({ required }) => required) ? undefined : `${source}()`,
      );
    case 'class':
      return wrong(message('Arguments are missing. Write {0}(name="loss", …).', source));
    case 'value': {
      const shown = source.length > 40 ? `${source.slice(0, 40)}…` : source;
      return wrong(
        message(
          'A value alone is not a condition. Compare something with it, for instance: RunEvent.name == {0}.',
          shown,
        ),
      );
    }
    default:
      return undefined;
  }
}

const missing = (text: Message, start: string): Unfinished => ({ code: 'filter-missing', text, start });
const wrong = (text: Message, start?: string): Unfinished => ({
  code: 'filter-type',
  text,
  ...(start !== undefined && { start }),
});
