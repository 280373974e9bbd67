import { allNames, findKey, shapesWithin } from '../../catalog/keys';
import { automationShape, setShape } from '../../catalog/keys-automation';

const names = allNames(setShape);

/** Has the format such a key anywhere? */
export const isName = (word: string | undefined): boolean => word !== undefined && names.has(word);

/** Has the mapping of a key of the format, or one of its list, such a key? */
export const hasKey = (owner: string, name: string): boolean =>
  [automationShape, setShape].some((shape) => {
    const type = findKey(shape, owner)?.type;
    return type && shapesWithin(type).some((inner) => findKey(inner, name));
  });
