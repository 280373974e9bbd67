import { allNames, findKey, shapesWithin, type Shape } from '../../catalog/keys';
import { automationShape, setShape } from '../../catalog/keys-automation';

const names = allNames(setShape);

/** Has the format such a key anywhere? */
export const isName = (word: string | undefined): boolean => word !== undefined && names.has(word);

/** Does the mapping of a key of the format, or do those of its list, have keys of their own, and not one of this name? */
export function lacksKey(owner: string, name: string): boolean {
  const inner = mappingsOf(owner);
  return inner.length > 0 && !inner.some((shape) => findKey(shape, name));
}

/** Does one of them have a key of this name? */
export const hasKey = (owner: string, name: string): boolean =>
  mappingsOf(owner).some((shape) => findKey(shape, name));

const mappingsOf = (owner: string): readonly Shape[] =>
  [automationShape, setShape].flatMap((shape) => {
    const type = findKey(shape, owner)?.type;
    return type ? shapesWithin(type) : [];
  });
