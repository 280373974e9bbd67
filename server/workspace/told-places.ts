import type { Range } from 'vscode-languageserver/node';
import { UriMap } from './uri-map';

/** Where a file was said to have something, and to whom. */
interface ToldPlace {
  readonly key: string;
  readonly range: Range;
  readonly asker: string;
}

/** So many askers of a file are told again; nobody looks at the related information of more. */
const MOST_ASKERS = 20;

/** Which files show a place of another one as related information: lines above it come and go, and what they show must follow. */
export class ToldPlaces {
  private readonly byOwner = new UriMap<ToldPlace[]>();

  /** `asker` shows now where `owner` has an identity. */
  note(owner: string, place: ToldPlace): void {
    const places = this.byOwner.get(owner) ?? [];
    const others = places.filter(({ asker, key }) => asker !== place.asker || key !== place.key);
    if (others.length < MOST_ASKERS) this.byOwner.set(owner, [...others, place]);
  }

  /** Who shows a place of a file where it isn't any more. They ask again, or don't need it any longer: it is forgotten. */
  moved(owner: string, rangeOf: (key: string) => Range | undefined): ReadonlySet<string> {
    const places = this.byOwner.get(owner) ?? [];
    const stays = places.filter(({ key, range }) => areSame(range, rangeOf(key)));
    if (stays.length === places.length) return new Set();
    this.byOwner.set(owner, stays);
    return new Set(places.filter((place) => !stays.includes(place)).map(({ asker }) => asker));
  }
}

function areSame({ start, end }: Range, other: Range | undefined): boolean {
  return (
    start.line === other?.start.line &&
    start.character === other.start.character &&
    end.line === other.end.line &&
    end.character === other.end.character
  );
}
