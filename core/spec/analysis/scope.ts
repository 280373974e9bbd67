import type { Scope, ScopeKind } from '../../automation';
import { findKey, type ChoiceType } from '../../catalog/keys';
import { scopeShape } from '../../catalog/keys-scope';
import {
  findScope,
  forbiddenInProjectName,
  isRegistryProject,
  maxCollectionNameLength,
  maxProjectNameLength,
  registryProjectPrefix,
} from '../../catalog/scopes';
import { message } from '../../l10n/message';
import type { Range } from '../../text/range';
import { quoted, scalarText } from '../yaml/quote';
import type { YamlNode, YamlScalar } from '../yaml/tree';
import { dereference } from '../yaml/value';
import type { EntryOptions } from './context';
import {
  lacksSign,
  readFields,
  unknownKey,
  valueOf,
  type Field,
  type Fields,
  type YamlValue,
} from './fields';
import { fix, suggestion, type Findings } from './findings';
import { readFree } from './free';
import { ownerFix, scopeOfAddress, tooManyKeys, writtenOwner } from './scope-mends';
import { readChoice, readFilledText, readText } from './values';

/** A scope with its place: the value that names it. */
export interface LocatedScope {
  readonly scope: Scope;
  readonly range: Range;
  /** Where its kind is named; absent where it is given by its id. */
  readonly keyRange?: Range;
}

/** The value of `scope`, whose key is at `keyRange`, or one item of `scopes`. */
export function readScope(
  node: YamlNode,
  options: EntryOptions,
  findings: Findings,
  keyRange?: Range,
): LocatedScope | undefined {
  const value = dereference(node);
  if (!value) return undefined;
  if (value.kind !== 'map') {
    notAMapping(value, findings);
    return undefined;
  }
  const owner = writtenOwner(value);
  // A project without its owner, and the owner beside it, are one mistake.
  const unknown: typeof unknownKey = (name, ...more) =>
    owner && name === 'entity' ? undefined : unknownKey(name, ...more);
  const fields = readFields(value, scopeShape, findings, unknown);
  const [kind, ...others] = scopeShape.keys.filter(
    ({ name }) => fields.has(name) && (findScope(name) ?? name === 'raw'),
  );
  const byId = fields.has('type') || fields.has('id');
  if (others.length > 0 || (kind && byId)) {
    findings.add(
      'scope-format',
      value,
      message('A scope has exactly one key; for several scopes write a list under "scopes".'),
      kind && !byId && others.length === 1
        ? {
            fixes: tooManyKeys(
              [kind, ...others].map(({ name }) => name),
              fields,
              node,
              keyRange,
              findings,
            ),
          }
        : {},
    );
    return undefined;
  }
  if (byId) return scopeById(value, fields, findings);
  if (!kind) {
    findings.add(
      'scope-format',
      value,
      message('A scope needs one of the keys {0}.', 'project, registry, collection, team, organization'),
    );
    return undefined;
  }
  const field = valueOf(fields, kind.name, findings);
  const { entity } = options;
  return field && readKind(field, owner ?? (entity === undefined ? {} : { name: entity }), findings);
}

function notAMapping(value: YamlValue, findings: Findings): void {
  if (lacksSign(value, scopeShape, findings)) return;
  const { start, end } = value;
  const meant = value.kind === 'scalar' ? scopeInText(value) : undefined;
  const newText = meant && `{${meant.kind}: ${scalarText(meant.path, { flow: true })}}`;
  findings.add(
    'wrong-type',
    value,
    message(
      'A scope is a mapping that says of what kind it is, such as {0}.',
      newText ?? '{project: my-team/finetune}',
    ),
    newText === undefined ? {} : fix(message('Change to {0}', newText), { range: { start, end }, newText }),
  );
}

/** What a text in the place of a scope was meant as. */
function scopeInText({ text, style }: YamlScalar): ReturnType<typeof scopeOfAddress> {
  if (style !== 'plain' || !/^[^/\s]+(\/[^/\s]+){1,2}$/.test(text)) return scopeOfAddress(text);
  return { kind: text.split('/').length === 2 ? 'project' : 'collection', path: text };
}

function scopeById(value: YamlValue, fields: Fields, findings: Findings): LocatedScope | undefined {
  const type = valueOf(fields, 'type', findings);
  const id = valueOf(fields, 'id', findings);
  const missing = fields.has('type') ? 'id' : 'type';
  if (!fields.has(missing))
    findings.add(
      'missing-key',
      value,
      message('A scope given by its id needs "type" and "id"; "{0}" is missing.', missing),
    );
  const choice = findKey(scopeShape, 'type')?.type as ChoiceType;
  const kind = type && readChoice(type.value, choice, 'scope-format', findings);
  const text = id && readFilledText(id.value, 'scope-format', findings);
  return kind !== undefined && text !== undefined && id
    ? { scope: { kind: 'id', type: kind as ScopeKind, id: text }, range: rangeOf(id.value) }
    : undefined;
}

const rangeOf = ({ start, end }: Range): Range => ({ start, end });

function readKind(
  field: Field & { readonly value: YamlValue },
  owner: Place['owner'],
  findings: Findings,
): LocatedScope | undefined {
  const { value, key } = field;
  if (key.name === 'raw') {
    const raw = readFree(value, findings);
    return raw && { scope: { kind: 'raw', raw }, range: rangeOf(value) };
  }
  const text = readText(value, findings);
  if (text === undefined) return undefined;
  const keyRange = rangeOf(field.keyNode);
  const scope = parseScope(key.name as ScopeKind, text, { value, keyRange, owner, findings });
  return scope && { scope, range: rangeOf(value), keyRange };
}

interface Place {
  readonly value: YamlValue;
  readonly keyRange: Range;
  /** Whose a project without an owner was likely meant to be. */
  readonly owner: Parameters<typeof ownerFix>[3];
  readonly findings: Findings;
}

function parseScope(kind: ScopeKind, text: string, place: Place): Scope | undefined {
  const { findings, value } = place;
  const parts = text.split('/');
  const wanted = findScope(kind)?.form ?? '';
  const wrongForm = (): Scope | undefined => {
    findings.add(
      'scope-format',
      value,
      message('"{0}" is not of the form {1}.', text, wanted),
      addressFix(text, place) ?? ownerFix(kind, text, value, place.owner, findings),
    );
    return undefined;
  };
  if (parts.some((part) => part.trim() === '')) return wrongForm();
  questionDoubledKey(text, place);
  const [owner = '', name = '', collection = ''] = parts;
  switch (kind) {
    case 'project':
      if (parts.length !== 2) return wrongForm();
      if (isRegistryProject(name)) return registryAsProject(owner, name, place);
      return checkProjectName(name, place) ? { kind, entity: owner, project: name } : undefined;
    case 'registry': {
      if (parts.length !== 2) return wrongForm();
      const registry = name.startsWith(registryProjectPrefix)
        ? name.slice(registryProjectPrefix.length)
        : name;
      if (registry === '') return wrongForm();
      return checkProjectName(registryProjectPrefix + registry, place)
        ? { kind, organization: owner, registry }
        : undefined;
    }
    case 'collection':
      if (parts.length !== 3 || !checkProjectName(name, place))
        return parts.length === 3 ? undefined : wrongForm();
      return checkCollectionName(collection, place)
        ? { kind, entity: owner, project: name, collection }
        : undefined;
    case 'team':
      return parts.length === 1 ? { kind, team: text } : wrongForm();
    case 'organization':
      return { kind, organization: text };
  }
}

/** `project: project:t/p`: an owner may be called like that as far as we know, but hardly is. */
function questionDoubledKey(text: string, { value, findings }: Place): void {
  const [word, meant = ''] = text.split(/:[ \t]*(.*)/s);
  if (word === undefined || meant === '' || !findScope(word)) return;
  findings.add(
    'scope-format',
    value,
    message('Is "{0}" really part of the name? The key says already of what kind the scope is.', `${word}:`),
    {
      severity: 'warning',
      ...suggestion(message('Change to "{0}"', meant), {
        range: rangeOf(value),
        newText: scalarText(meant, { flow: true }),
      }),
    },
  );
}

/** `https://wandb.ai/my-team/finetune/runs/…` → `my-team/finetune`. */
function addressFix(text: string, { value, keyRange }: Place): ReturnType<typeof fix> | undefined {
  const meant = scopeOfAddress(text);
  return (
    meant &&
    fix(
      message('Change to "{0}"', `${meant.kind}: ${meant.path}`),
      { range: keyRange, newText: meant.kind },
      { range: rangeOf(value), newText: scalarText(meant.path, { flow: true }) },
    )
  );
}

function registryAsProject(
  owner: string,
  name: string,
  { value, keyRange, findings }: Place,
): Scope | undefined {
  const registry = `${owner}/${name.slice(registryProjectPrefix.length)}`;
  findings.add(
    'scope-format',
    value,
    message('This project is a registry; write "registry: {0}".', registry),
    {
      ...fix(
        message('Change to "{0}"', `registry: ${registry}`),
        { range: keyRange, newText: 'registry' },
        { range: rangeOf(value), newText: scalarText(registry) },
      ),
    },
  );
  return undefined;
}

function checkProjectName(name: string, { value, findings }: Place): boolean {
  const character = Array.from(name).find((one) => forbiddenInProjectName.includes(one));
  if (character !== undefined) {
    findings.add(
      'scope-format',
      value,
      message('The name of a project or registry can hold no {0}.', quoted(character)),
    );
    return false;
  }
  const tooLong = Array.from(name).length > maxProjectNameLength;
  if (tooLong)
    findings.add(
      'scope-format',
      value,
      message('The name of a project or registry has at most {0} characters.', maxProjectNameLength),
    );
  return !tooLong;
}

function checkCollectionName(name: string, { value, findings }: Place): boolean {
  if (name.includes(':')) {
    findings.add(
      'scope-format',
      value,
      message('A scope is a whole collection, without ":version" or ":alias".'),
      {
        ...(value.kind === 'scalar' &&
          fix(message('Remove "{0}"', name.slice(name.indexOf(':'))), {
            range: rangeOf(value),
            newText: scalarText(value.text.slice(0, value.text.indexOf(':'))),
          })),
      },
    );
    return false;
  }
  const tooLong = Array.from(name).length > maxCollectionNameLength;
  if (tooLong)
    findings.add(
      'scope-format',
      value,
      message('The name of a collection has at most {0} characters.', maxCollectionNameLength),
    );
  return !tooLong;
}
