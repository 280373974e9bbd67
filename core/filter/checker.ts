import { findComparison } from '../catalog/enums';
import type { EventEntry } from '../catalog/events';
import {
  findFunction,
  findMember,
  findRoot,
  roots,
  type MemberEntry,
  type RootEntry,
} from '../catalog/expressions';
import { findFilterClass, type FilterClass } from '../catalog/filters';
import { findPredicateMember } from '../catalog/predicates';
import type { RuleCode } from '../catalog/rules';
import { JsonNumber } from '../json/value';
import { message, type Message } from '../l10n/message';
import type { Fix, Problem } from '../problem';
import type { Range } from '../text/range';
import { callClass, callMethod } from './call';
import { compare } from './compare';
import { type Condition, expressionTypeOf, isCondition, type Operand, unknownOperand } from './operand';
import type { LineEnd } from './lexer';
import { warnOfLostNegation } from './lost-negation';
import { exceptStates } from './other-states';
import { allOf, anyOf, notOf } from './predicate';
import type { Predicate } from './model';
import { maxProblems, problemAt, writeInstead } from './report';
import {
  type CallNode,
  type ExpressionNode,
  type JoinNode,
  type MemberNode,
  type NameNode,
  withoutGroups,
} from './syntax';
import { whatIsMissing } from './unfinished';
import { unknownMember, unknownName } from './unknown-name';
import { nodeInput, type NodeInput } from './node-input';

/** What the check may ask and needs to know. */
export interface CheckOptions {
  /** What is wrong with a regular expression of RE2's syntax; undefined: nothing. Absent: expressions aren't looked at. */
  readonly regexError?: (pattern: string) => string | undefined;
  /** Where the lines of the expression end that the file has and the text hasn't: a comment goes no further. */
  readonly lineEnd?: LineEnd;
}

/** What of an event the check of its filter depends on. */
export type FilterEvent = Pick<EventEntry, 'name' | 'family' | 'fields'>;

/** What a node of the tree is, for hovers. */
export interface Meaning {
  readonly operand: Operand;
  readonly entry?: MemberEntry | RootEntry | FilterClass;
}

/** Gives the nodes of one expression a meaning and reports what makes no sense. */
export class Checker {
  readonly meanings = new Map<ExpressionNode, Meaning>();
  private readonly inputs = new Map<ExpressionNode, NodeInput>();

  constructor(
    readonly text: string,
    readonly event: FilterEvent,
    readonly options: CheckOptions,
    private readonly problems: Problem[],
  ) {}

  /** So much is wrong already that nobody will see what comes now, or how to mend it. */
  get isFull(): boolean {
    return this.problems.length > 10 * maxProblems;
  }

  report(range: Range, code: RuleCode, text: Message, ...fixes: readonly (Fix | undefined)[]): void {
    this.problems.push(problemAt(range, code, text, ...fixes));
  }

  add(problem: Problem): void {
    this.problems.push(problem);
  }

  source(range: Range): string {
    return this.text.slice(range.start, range.end);
  }

  /** A node as a value; what is wrong inside is reported once, however often it is asked. */
  input(node: ExpressionNode): NodeInput {
    const known = this.inputs.get(node);
    if (known) return known;
    const input = nodeInput(this, node);
    this.inputs.set(node, input);
    return input;
  }

  /** What a node stands for; what is wrong inside is reported once, however often it is asked. `call`: the call that it is the callee of. */
  evaluate(node: ExpressionNode, call?: CallNode): Operand {
    const known = this.meanings.get(node);
    if (known) return known.operand;
    const operand = this.operandOf(node, call);
    if (!this.meanings.has(node)) this.meanings.set(node, { operand });
    return operand;
  }

  mean(node: ExpressionNode, operand: Operand, entry: Meaning['entry']): Operand {
    this.meanings.set(node, { operand, ...(entry && { entry }) });
    return operand;
  }

  private operandOf(node: ExpressionNode, call: CallNode | undefined): Operand {
    switch (node.kind) {
      case 'name':
        return this.name(node);
      case 'string':
        return { type: 'value', value: node.value };
      case 'number':
        return { type: 'value', value: new JsonNumber(node.text) };
      case 'constant':
        return { type: 'value', value: node.value };
      case 'list':
        return this.input(node).operand;
      case 'member':
        return this.member(node, call);
      case 'call':
        return this.call(node);
      case 'comparison':
        return compare(this, node);
      case 'and':
        return this.and(node);
      case 'or':
        return this.or(node);
      case 'not':
        return this.not(node.operand, node.signRange);
      case 'group':
        return this.evaluate(node.inner);
      case 'missing':
        return unknownOperand;
      case 'broken':
        for (const part of node.parts) this.evaluate(part);
        return unknownOperand;
    }
  }

  private name(node: NameNode): Operand {
    const root = findRoot(node.name);
    if (root) return this.mean(node, { type: root.type }, root);
    const entry = findFunction(node.name);
    if (entry) return this.mean(node, { type: 'method', entry, on: undefined }, entry);
    const filterClass = findFilterClass(node.name);
    if (filterClass) return this.filterClass(node, filterClass);
    for (const { type } of roots) {
      const member = findMember(type, node.name);
      if (member) return this.mean(node, this.property(member, { type }, node.range), member);
    }
    unknownName(this, node);
    return unknownOperand;
  }

  private filterClass(node: NameNode, entry: FilterClass): Operand {
    if (entry.constructible) return this.mean(node, { type: 'class', entry }, entry);
    this.report(
      node.range,
      'filter-type',
      message('{0} is only for the mapping form. Write RunEvent.state.in_([…]).', entry.name),
    );
    return unknownOperand;
  }

  private member(node: MemberNode, call: CallNode | undefined): Operand {
    const object = this.evaluate(node.object);
    if (object.type === 'unknown' || node.name === '') return unknownOperand;
    const type = expressionTypeOf(object);
    const entry = type && findMember(type, node.name);
    if (entry) return this.mean(node, this.property(entry, object, node.range), entry);
    unknownMember(this, node, object, call);
    return unknownOperand;
  }

  private property(entry: MemberEntry, object: Operand, range: Range): Operand {
    if (entry.parameters) return { type: 'method', entry, on: object };
    if (entry.returns !== 'field') return { type: 'state' };
    const root = object.type === 'run-event' ? 'RunEvent' : 'ArtifactEvent';
    const field = findPredicateMember(root, entry.name)?.wireName ?? entry.name;
    this.checkField(field, range);
    return { type: 'field', field };
  }

  private checkField(field: string, range: Range): void {
    if (this.event.fields.some((known) => known === field)) return;
    this.report(
      range,
      'filter-field',
      message(
        'The server is not known to understand "{0}" in filters of {1}. It understands {2}.',
        field,
        this.event.name,
        this.event.fields.join(', '),
      ),
    );
  }

  private call(node: CallNode): Operand {
    const callee = this.evaluate(node.callee, node);
    if (callee.type === 'method')
      return this.mean(node, callMethod(this, node, callee.entry, callee.on), callee.entry);
    if (callee.type === 'class') return this.mean(node, callClass(this, node, callee.entry), callee.entry);
    for (const { value } of node.arguments) this.evaluate(value);
    if (callee.type === 'unknown') return unknownOperand;
    const named = node.callee.kind === 'name' || node.callee.kind === 'member';
    this.report(
      named ? node.argumentsRange : { start: node.argumentsRange.start, end: node.argumentsRange.start + 1 },
      'filter-type',
      named
        ? message('"{0}" can’t be called. Compare it: {0} == "…".', this.source(node.callee.range))
        : message('An operator is missing before this: write "{0}" or "{1}".', '&', '|'),
    );
    return unknownOperand;
  }

  private and(node: JoinNode): Operand {
    const operands = node.operands.map((operand) => ({ node: operand, value: this.evaluate(operand) }));
    let condition: Condition | undefined;
    let known = true;
    const predicates: Predicate[] = [];
    for (const { node: place, value } of operands) {
      const found = value.type === 'joined' ? value.condition : isCondition(value) ? value : undefined;
      if (found && condition) this.reportSecondCondition(place);
      condition ??= found;
      if (value.type === 'joined') predicates.push(value.run);
      else if (!found) {
        const predicate = this.predicate(place, value);
        if (predicate) predicates.push(predicate);
        else known = false;
      }
    }
    const run = predicates.length > 0 ? allOf(predicates) : undefined;
    if (condition) return run ? { type: 'joined', condition, run } : condition;
    return run && known ? { type: 'predicate', predicate: run } : unknownOperand;
  }

  private or(node: JoinNode): Operand {
    const predicates = node.operands.map((operand) => {
      const value = this.evaluate(operand);
      if (!isCondition(value) && value.type !== 'joined') return this.predicate(operand, value);
      this.report(
        operand.range,
        'filter-type',
        message(
          '"{0}" joins only run filters or artifact filters. Give each metric or state condition an automation of its own.',
          '|',
        ),
      );
      return undefined;
    });
    const known = predicates.filter((predicate) => predicate !== undefined);
    return known.length === predicates.length
      ? { type: 'predicate', predicate: anyOf(known) }
      : unknownOperand;
  }

  private not(operand: ExpressionNode, signRange: Range): Operand {
    const value = this.evaluate(operand);
    if (isCondition(value) || value.type === 'joined') {
      const text =
        value.type === 'state-condition'
          ? message(
              'A state condition can’t be negated. List the states that you want: RunEvent.state.in_([…]).',
            )
          : message('A metric condition can’t be negated. Write the opposite comparison.');
      this.report(
        { start: signRange.start, end: operand.range.end },
        'filter-type',
        text,
        this.opposite(operand, value, signRange),
      );
      return unknownOperand;
    }
    const predicate = this.predicate(operand, value);
    if (!predicate) return unknownOperand;
    const negated = notOf(predicate);
    warnOfLostNegation(this, { start: signRange.start, end: operand.range.end }, negated);
    return { type: 'predicate', predicate: negated };
  }

  /** `~(metric("loss") > 1)` → `metric("loss") <= 1`, `~(state == "failed")` → `state.in_(["finished", "running"])`. */
  private opposite(operand: ExpressionNode, value: Operand, signRange: Range): Fix | undefined {
    const inner = withoutGroups(operand);
    const range = { start: signRange.start, end: operand.range.end };
    if (value.type === 'state-condition') {
      const state = [...this.meanings].find(
        ([node, meaning]) => meaning.operand.type === 'state' && isInside(node.range, inner.range),
      );
      const text = state && exceptStates(this.source(state[0].range), value.states);
      return text === undefined ? undefined : writeInstead(range, text);
    }
    if (inner.kind !== 'comparison') return undefined;
    const sign = findComparison(inner.sign)?.opposite;
    return writeInstead(
      range,
      `${this.source(inner.left.range)} ${sign ?? inner.sign} ${this.source(inner.right.range)}`,
    );
  }

  /** The predicate that an operand is; anything unfinished is reported. Undefined: reported, now or before. */
  predicate(node: ExpressionNode, operand: Operand): Predicate | undefined {
    if (operand.type === 'predicate') return operand.predicate;
    this.reportUnfinished(node, operand);
    return undefined;
  }

  /** Says what is missing in something that is no condition. */
  reportUnfinished(node: ExpressionNode, operand: Operand): void {
    const missing = whatIsMissing(operand, this.source(node.range));
    if (!missing) return;
    const { code, text, start } = missing;
    const fix = start === undefined ? undefined : writeInstead(node.range, start);
    this.report(node.range, code, text, fix && { ...fix, needsLook: true });
  }

  private reportSecondCondition(node: ExpressionNode): void {
    this.report(
      node.range,
      'filter-type',
      message(
        'An automation has exactly one metric or state condition. Move this one to another automation.',
      ),
    );
  }
}

const isInside = (inner: Range, outer: Range): boolean =>
  inner.start >= outer.start && inner.end <= outer.end;
