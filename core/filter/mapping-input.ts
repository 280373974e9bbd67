import type { RuleCode } from '../catalog/rules';
import { ruleFor } from '../catalog/rules';
import { isJsonArray, JsonNumber, type JsonValue } from '../json/value';
import { message, type Message } from '../l10n/message';
import type { Severity } from '../problem';
import type { MappingEdit, MappingFix, MappingPlace, MappingProblem } from './mapping-problem';
import type { Replacement, Replacements, ValueInput } from './value-input';

/** A value in a mapping, with the list that its problems go to. */
export class MappingInput implements ValueInput {
  constructor(
    readonly value: JsonValue,
    readonly path: readonly (string | number)[],
    readonly problems: MappingProblem[],
  ) {}

  get items(): readonly MappingInput[] {
    return isJsonArray(this.value) ? this.value.map((item, index) => this.inside(index, item)) : [];
  }

  inside(key: string | number, value: JsonValue): MappingInput {
    return new MappingInput(value, [...this.path, key], this.problems);
  }

  report(code: RuleCode, text: Message, replacements?: Replacements, severity?: Severity): void {
    this.add('value', code, text, replacements, severity);
  }

  /** Reports at the last key of the path. */
  reportKey(code: RuleCode, text: Message, replacements?: Replacements, severity?: Severity): void {
    this.add('key', code, text, replacements, severity);
  }

  private add(
    part: MappingPlace['part'],
    code: RuleCode,
    text: Message,
    replacements: Replacements = [],
    severity?: Severity,
  ): void {
    const place: MappingPlace = { path: this.path, part };
    const known = replacements.filter((each) => each !== undefined);
    this.problems.push({
      code,
      severity: severity ?? ruleFor(code).severity,
      message: text,
      place,
      ...(known.length > 0 && { fixes: known.map((each) => writeAt(place, each)) }),
    });
  }
}

function writeAt(place: MappingPlace, replacement: Replacement): MappingFix {
  const edit: MappingEdit = { place, replacement };
  return { title: message('Write {0}', shown(replacement)), edits: [edit] };
}

function shown(replacement: Replacement): string {
  if (replacement instanceof JsonNumber) return replacement.text;
  return typeof replacement === 'string' ? replacement : `[${replacement.map(shown).join(', ')}]`;
}
