import { allNames, findKey, shapesIn } from '../../catalog/keys';
import { automationShape, setShape } from '../../catalog/keys-automation';

const names = allNames(setShape);

/** Has the format such a key anywhere? */
export const isName = (word: string | undefined): boolean => word !== undefined && names.has(word);

/** Has the mapping of a key of the format such a key? */
export const hasKey = (owner: string, name: string): boolean =>
  [automationShape, setShape].some((shape) => {
    const type = findKey(shape, owner)?.type;
    return type && shapesIn(type).some((inner) => findKey(inner, name));
  });
