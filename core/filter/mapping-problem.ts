import type { RuleCode } from '../catalog/rules';
import type { Message } from '../l10n/message';
import type { Fix, Severity } from '../problem';
import type { Range } from '../text/range';
import type { Replacement } from './value-input';

/** Where in a mapping: keys and indexes from the filter's mapping downwards. */
export interface MappingPlace {
  readonly path: readonly (string | number)[];
  /** The last key of the path, or its value. */
  readonly part: 'key' | 'value';
  /** Only this stretch of the text of a string, in UTF-16 code units of the string's value. */
  readonly range?: Range;
}

/** A problem in the mapping form; whoever knows the file turns the place into a range. */
export interface MappingProblem {
  readonly code: RuleCode;
  readonly severity: Severity;
  readonly message: Message;
  readonly place: MappingPlace;
  readonly fixes?: readonly MappingFix[];
}

export interface MappingFix extends Pick<Fix, 'title' | 'needsLook'> {
  readonly edits: readonly MappingEdit[];
}

/** Puts something at a place: a number, or a text that is not yet quoted or escaped for YAML. */
export interface MappingEdit {
  readonly place: MappingPlace;
  readonly replacement: Replacement;
}
