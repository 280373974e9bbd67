import { findEvent } from '../catalog/events';
import type { Token } from '../filter/token';
import { printJson } from '../json/print';
import { isJsonArray, isJsonObject, JsonNumber, memberOf } from '../json/value';
import { message } from '../l10n/message';
import type { Range } from '../text/range';
import { apiParameters, callApi, scopeMember } from './api-calls';
import { argumentsOf, type Arguments } from './arguments';
import { collectionOf, collectionsIn, first, mapping, nameIn, scopeById } from './derive';
import { expand, type Names } from './expand';
import { equalMember, integrationsWhere } from './lookups';
import type { ParsedPython } from './parse';
import { readAction } from './read-action';
import { enumerationMember, imported, sdkClass } from './sdk';
import type {
  CallNode,
  ComprehensionNode,
  MemberNode,
  PythonNode,
  PythonStatement,
  TextNode,
} from './syntax';
import {
  json,
  textOf,
  unknown,
  type AutomationDraft,
  type EventDraft,
  type Operand,
  type PythonProblem,
  type Value,
} from './values';

/** Members of an automation that may be assigned, or given by name. */
const members = ['name', 'description', 'enabled', 'event', 'action'] as const;

/**
 * Follows what a script says, statement by statement, without running anything: branches and loops are read once. Gathers the
 * automations that it makes. Long, because the kinds of expressions hold one another: what needs no variables is elsewhere.
 */
export class Interpreter implements Names {
  /** In the order in which they are made. */
  readonly automations: AutomationDraft[] = [];
  readonly events: EventDraft[] = [];
  /** What concerns no automation in particular. */
  readonly problems: PythonProblem[] = [];
  private readonly variables = new Map<string, Value>();
  private readonly values = new Map<PythonNode, Value>();

  constructor(
    private readonly script: ParsedPython,
    /** Whose projects are meant where nobody is named. */
    private readonly entity: string | undefined,
  ) {}

  run(): void {
    for (const statement of this.script.statements) this.execute(statement);
  }

  /** The source of a node without its variables. */
  private expandedOf(node: PythonNode): Value {
    const expanded = expand(this.script.text, this.script.tokens, node.range, this);
    return expanded ? { kind: 'expression', expanded } : unknown;
  }

  valueOf(name: string): Value | undefined {
    return this.variables.get(name) ?? sdkClass(name) ?? wellKnown.get(name);
  }

  memberOf(value: Value, name: string): Value | undefined {
    switch (value.kind) {
      case 'module':
        return imported(`${value.path}.${name}`);
      case 'class':
        return enumerationMember(value.name, name);
      case 'scope':
        return scopeMember(value.scope, name);
      case 'owner':
        return name === 'name' ? value : undefined;
      case 'integration':
        return name === 'id' ? value : undefined;
      case 'api':
        return name === 'default_entity' && this.entity !== undefined ? json(this.entity) : undefined;
      case 'collections':
        return /^(?:source_)?collection$/.test(name) ? collectionOf(value) : undefined;
      default:
        return undefined;
    }
  }

  formatted(token: Token & { readonly kind: 'string' }): string | undefined {
    return this.filled(token.value);
  }

  private execute(statement: PythonStatement): void {
    switch (statement.kind) {
      case 'import':
        this.variables.set(statement.name, imported(statement.path));
        break;
      case 'forget':
        for (const name of statement.names) if (!wellKnown.has(name)) this.variables.set(name, unknown);
        break;
      case 'evaluate':
        this.evaluate(statement.value);
        break;
      case 'assign': {
        const value = this.evaluate(statement.value);
        for (const target of statement.targets) this.assign(target, { node: statement.value, value });
        break;
      }
    }
  }

  private assign(target: PythonNode, operand: Operand): void {
    const { node, value } = operand;
    switch (target.kind) {
      case 'name':
        this.variables.set(target.name, value);
        break;
      case 'list':
        target.items.forEach((item, index) => {
          const part =
            node.kind === 'list' && node.items.length === target.items.length ? node.items[index] : undefined;
          this.assign(item, part ? { node: part, value: this.evaluate(part) } : { node, value: unknown });
        });
        break;
      case 'member': {
        const object = this.evaluate(target.object);
        const member = members.find((name) => name === target.name);
        if (object.kind === 'automation' && member) object.automation[member] = operand;
        break;
      }
      case 'subscript':
        this.assignItem(target.object, target.index, value);
        break;
      default:
        break;
    }
  }

  /** `payload["key"] = value` */
  private assignItem(object: PythonNode, index: PythonNode, value: Value): void {
    if (object.kind !== 'name') return;
    const before = this.evaluate(object);
    const key = textOf(this.evaluate(index));
    const isKnown =
      before.kind === 'json' && isJsonObject(before.value) && value.kind === 'json' && key !== undefined;
    this.variables.set(
      object.name,
      isKnown ? json({ ...(before.value as object), [key]: value.value }) : unknown,
    );
  }

  /** What a node stands for; worked out once, however often it is asked, since calls make automations. */
  private readonly evaluate = (node: PythonNode): Value => {
    const known = this.values.get(node);
    if (known) return known;
    const value = this.valueAt(node);
    this.values.set(node, value);
    return value;
  };

  private valueAt(node: PythonNode): Value {
    switch (node.kind) {
      case 'name':
        return this.valueOf(node.name) ?? this.expandedOf(node);
      case 'text':
        return this.text(node);
      case 'number':
      case 'constant':
        return json(node.value);
      case 'list':
        return this.items(node.items.map(this.evaluate)) ?? this.expandedOf(node);
      case 'dict':
        return mapping(
          node.entries.map(({ key, value }) => [
            this.evaluate(key),
            { node: value, value: this.evaluate(value) },
          ]),
        );
      case 'member':
        return this.member(node);
      case 'call':
        return this.call(node);
      case 'subscript':
        return this.subscript(this.evaluate(node.object), this.evaluate(node.index));
      case 'operation':
        return this.operation(node);
      case 'comprehension':
        return this.comprehension(node);
      case 'other':
        return this.expandedOf(node);
    }
  }

  private text({ parts }: TextNode): Value {
    const texts = parts.map(({ value, formatted }) => (formatted ? this.filled(value) : value));
    return texts.every((text) => text !== undefined) ? json(texts.join('')) : unknown;
  }

  /** `loss of {project}` with what the names in it stand for; undefined where one isn't known. */
  private filled(template: string): string | undefined {
    const strange: string[] = [];
    const text = template.replace(/\{\{|\}\}|\{([^{}]*)\}/g, (found, name: string | undefined) => {
      if (name === undefined) return found.charAt(0);
      const value = /^\w+$/.test(name) ? this.valueOf(name) : undefined;
      if (value?.kind === 'json' && typeof value.value === 'string') return value.value;
      if (value?.kind === 'json' && value.value instanceof JsonNumber) return value.value.text;
      strange.push(name);
      return '';
    });
    return strange.length === 0 ? text : undefined;
  }

  private items(values: readonly Value[]): Value | undefined {
    const known = values.flatMap((value) => (value.kind === 'json' ? [value.value] : []));
    return known.length === values.length ? json(known) : undefined;
  }

  private member(node: MemberNode): Value {
    return this.memberOf(this.evaluate(node.object), node.name) ?? this.expandedOf(node);
  }

  private subscript(object: Value, index: Value): Value {
    if (index.kind !== 'json') return unknown;
    const key = index.value instanceof JsonNumber ? index.value.toNumber() : index.value;
    if (object.kind === 'integrations' || object.kind === 'collections')
      return key === 0 ? first(object) : unknown;
    if (object.kind !== 'json') return unknown;
    const found =
      typeof key === 'number' && isJsonArray(object.value)
        ? object.value.at(key)
        : typeof key === 'string'
          ? memberOf(object.value, key)
          : undefined;
    return found === undefined ? unknown : json(found);
  }

  private operation(node: PythonNode & { readonly kind: 'operation' }): Value {
    const left = { node: node.left, value: this.evaluate(node.left) };
    const right = { node: node.right, value: this.evaluate(node.right) };
    if (node.operator === '>>' && (left.value.kind === 'event' || right.value.kind === 'action'))
      return this.newAutomation(node.range, { event: left, action: right });
    const [one, other] = [textOf(left.value), textOf(right.value)];
    if (node.operator === '+' && one !== undefined && other !== undefined) return json(one + other);
    return this.expandedOf(node);
  }

  private comprehension(node: ComprehensionNode): Value {
    const [clause, inner] = node.clauses;
    const iterable = clause ? this.evaluate(clause.iterable) : unknown;
    if (iterable.kind === 'integrations' && !inner) return integrationsWhere(iterable, node, this.evaluate);
    if (iterable.kind !== 'collections') return unknown;
    // `for artifact_type in … for collection in artifact_type.collections() if collection.name == …`
    const target = node.clauses.at(-1)?.target ?? '';
    const [condition, ...others] = node.conditions;
    const name = condition && others.length === 0 ? equalMember(condition, target, this.evaluate) : undefined;
    return name?.member === 'name' ? { ...iterable, name: name.text } : unknown;
  }

  private call(node: CallNode): Value {
    const { callee } = node;
    if (callee.kind === 'member') {
      const object = this.evaluate(callee.object);
      const found = this.method(node, object, callee.name);
      if (found) return found;
      const member = this.memberOf(object, callee.name);
      return (
        (member?.kind === 'class'
          ? this.construct(node, member.name)
          : this.builtin(node, pathOf(object, callee.name))) ?? this.other(node)
      );
    }
    const value = this.evaluate(callee);
    if (value.kind === 'class') return this.construct(node, value.name) ?? this.other(node);
    return (
      (callee.kind === 'name' ? this.builtin(node, pathOf(value, callee.name)) : undefined) ??
      this.other(node)
    );
  }

  /** A call that means nothing here; what is inside may. */
  private other(node: CallNode): Value {
    for (const { value } of node.arguments) this.evaluate(value);
    return this.expandedOf(node);
  }

  private method(node: CallNode, object: Value, name: string): Value | undefined {
    const given = (parameters: readonly string[]): Arguments => argumentsOf(node, this.evaluate, parameters);
    switch (object.kind) {
      case 'api':
        return this.apiMethod(node, object.entity ?? this.entity, name);
      case 'event': {
        const action = given(['action']).get('action');
        const event = { node: node.callee, value: object };
        return name === 'then'
          ? this.newAutomation(node.range, { event, ...(action && { action }) })
          : undefined;
      }
      case 'class':
        return name === 'from_integration'
          ? readAction(object.name, given(['integration']), node.range)
          : undefined;
      case 'scope':
        return name === 'collections' && object.scope.kind === 'registry'
          ? collectionsIn(object.scope, nameIn(given(['filter'])))
          : undefined;
      case 'collections': {
        if (name === 'collections') return object;
        const collection = textOf(given(['name']).get('name')?.value);
        return name === 'collection' && collection !== undefined
          ? collectionOf({ ...object, name: collection })
          : undefined;
      }
      default:
        return undefined;
    }
  }

  private apiMethod(node: CallNode, entity: string | undefined, name: string): Value | undefined {
    if (name === 'create_automation') return this.create(node);
    if (name === 'update_automation' || name === 'delete_automation')
      this.problems.push({
        severity: 'warning',
        message: message('Only new automations are read: {0} is left out.', name),
        range: node.range,
      });
    const parameters = apiParameters[name];
    return parameters && callApi(name, argumentsOf(node, this.evaluate, parameters), entity);
  }

  private construct(node: CallNode, name: string): Value | undefined {
    const given = argumentsOf(node, this.evaluate, name === 'Api' ? ['overrides'] : []);
    const entry = findEvent(name);
    if (entry) {
      const [scope, filter] = [given.get('scope'), given.get('filter')];
      const event = { entry, range: node.range, ...(scope && { scope }), ...(filter && { filter }) };
      this.events.push(event);
      return { kind: 'event', event };
    }
    if (name === 'Api') {
      const overrides = given.get('overrides')?.value;
      const entity = overrides?.kind === 'json' ? memberOf(overrides.value, 'entity') : undefined;
      return { kind: 'api', ...(typeof entity === 'string' && { entity }) };
    }
    if (name === 'NewAutomation') return this.newAutomation(node.range, partsOf(given));
    return scopeById(name, given) ?? readAction(name, given, node.range);
  }

  /** Python's own functions, as far as they lead to something. */
  private builtin(node: CallNode, path: string): Value | undefined {
    const given = argumentsOf(node, this.evaluate);
    const value = given.places[0]?.value ?? unknown;
    switch (path) {
      case 'next':
        return value.kind === 'integrations' || value.kind === 'collections' ? first(value) : undefined;
      case 'iter':
      case 'list':
      case 'tuple':
        return value.kind === 'unknown' || value.kind === 'expression' ? undefined : value;
      case 'str':
        return textOf(value) === undefined ? undefined : value;
      case 'dict':
        return given.places.length === 0
          ? mapping([...given.names].map(([name, operand]) => [json(name), operand]))
          : undefined;
      case 'json.dumps':
        return value.kind === 'json' ? json(printJson(value.value)) : undefined;
      default:
        return undefined;
    }
  }

  private create(node: CallNode): Value {
    const given = argumentsOf(node, this.evaluate, ['obj']);
    const value = given.get('obj')?.value;
    const parts = partsOf(given);
    if (value?.kind !== 'automation' || value.automation.created)
      return this.newAutomation(node.range, {
        ...(value?.kind === 'automation' && value.automation),
        ...parts,
        created: true,
      });
    Object.assign(value.automation, parts, { range: node.range, created: true });
    return value;
  }

  private newAutomation(range: Range, parts: Partial<AutomationDraft>): Value {
    const automation: AutomationDraft = { created: false, ...parts, range };
    this.automations.push(automation);
    return { kind: 'automation', automation };
  }
}

/** Names that mean the same in most scripts, also in pieces of them. */
const wellKnown: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['api', { kind: 'api' }],
  ['wandb', { kind: 'module', path: 'wandb' }],
]);

const pathOf = (object: Value, name: string): string =>
  object.kind === 'module' ? (object.path === name ? name : `${object.path}.${name}`) : name;

function partsOf(given: Arguments): Partial<AutomationDraft> {
  return Object.fromEntries(
    members.flatMap((name) => {
      const operand = given.get(name);
      return operand ? [[name, operand]] : [];
    }),
  );
}
