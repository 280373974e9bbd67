import { Gathered } from '../gathered';
import type { World } from '../world';
import type { Configurations } from './configurations';
import { UriMap } from './uri-map';

/** While a configuration is typed, not every letter of it has everything read anew. Milliseconds. */
const PAUSE = 300;

interface EditedParts {
  /** Once they have been read. */
  readonly configurations: () => Promise<Configurations>;
  /** What a configuration says is another thing now. */
  readonly changed: () => void;
}

/** Reads configurations again that were edited, a moment later. */
export class EditedConfigurations {
  private readonly edited = new UriMap<true>();
  private readonly later: Gathered;

  constructor(
    world: World,
    private readonly parts: EditedParts,
  ) {
    this.later = new Gathered(world, PAUSE, () => void this.read());
  }

  add(uri: string): void {
    this.edited.set(uri, true);
    this.later.soon();
  }

  stop(): void {
    this.later.stop();
  }

  private async read(): Promise<void> {
    const configurations = await this.parts.configurations();
    const uris = [...this.edited.keys()];
    for (const uri of uris) this.edited.delete(uri);
    const changed = await Promise.all(uris.map((uri) => configurations.changed(uri)));
    if (changed.some(Boolean)) this.parts.changed();
  }
}
