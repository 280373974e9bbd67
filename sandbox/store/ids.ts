/** An opaque id: base64 of `TypeName:<number>`, as W&B's are. */
export type Id = string;

export function makeId(typeName: string, number: number): Id {
  return btoa(`${typeName}:${number}`);
}

/** Type name and number of an id, or `undefined` for a text that is none. */
export function readId(id: string): { readonly typeName: string; readonly number: number } | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(id) || id.length % 4 !== 0) return undefined;
  const match = /^([A-Za-z]+):(\d+)$/.exec(atob(id));
  return match?.[1] && match[2] ? { typeName: match[1], number: Number(match[2]) } : undefined;
}
