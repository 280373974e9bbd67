import type { TestApi } from '../../../client/extension';

/** Notes what becomes of the context keys, in its order, until `stop`. */
export class KeyRecord {
  private readonly keys: Map<string, unknown>;
  private values: (readonly [name: string, value: unknown])[] = [];

  constructor({ contextKeys }: Pick<TestApi, 'contextKeys'>) {
    this.keys = contextKeys as Map<string, unknown>;
    this.keys.set = (name, value) => {
      this.values.push([name, value]);
      return Map.prototype.set.call(this.keys, name, value) as Map<string, unknown>;
    };
  }

  /** What a key became since then. */
  of(name: string): readonly unknown[] {
    return this.values.flatMap(([other, value]) => (other === name ? [value] : []));
  }

  forget(): void {
    this.values = [];
  }

  stop(): void {
    Reflect.deleteProperty(this.keys, 'set');
  }
}
