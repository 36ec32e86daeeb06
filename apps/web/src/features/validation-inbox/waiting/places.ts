import type { WaitingGroup } from './waiting-groups.ts';

/** Where one stands in the inbox: a suggestion, of a person, under a project (null: nobody leads them). */
export interface Place {
  projectId: number | null;
  profileId: number;
  suggestionId: number;
}

/** What an address asks for; all of it may be left out, or be gone. */
export interface AskedPlace {
  project?: number | undefined;
  person?: number | undefined;
  suggestion?: number | undefined;
}

/** Every place, from top to bottom. */
export function placesOf(groups: readonly WaitingGroup[]): Place[] {
  return groups.flatMap(({ projectId, people }) =>
    people.flatMap(({ profileId, suggestions }) => suggestions.map(({ id }) => ({ projectId, profileId, suggestionId: id }))),
  );
}

const isSamePlace = (one: Place, other: Place): boolean =>
  one.suggestionId === other.suggestionId && one.projectId === other.projectId && one.profileId === other.profileId;

export const isSamePerson = (one: Place, other: Place): boolean => one.profileId === other.profileId && one.projectId === other.projectId;

/** The place nearest to what is asked for; undefined where nothing is asked for, or nothing waits. */
export function placeAsked(places: readonly Place[], { project, person, suggestion }: AskedPlace): Place | undefined {
  if (project === undefined && person === undefined && suggestion === undefined) return undefined;
  const fits: ((place: Place) => boolean)[] = [
    (place) => place.suggestionId === suggestion && place.projectId === (project ?? null),
    (place) => place.suggestionId === suggestion,
    (place) => place.profileId === person && place.projectId === (project ?? null),
    (place) => place.profileId === person,
    (place) => person === undefined && place.projectId === project,
  ];
  for (const fit of fits) {
    const found = places.find(fit);
    if (found) return found;
  }
  return places[0];
}

/** What a place is in an address. */
export const askFor = ({ projectId, profileId, suggestionId }: Place): AskedPlace => ({
  project: projectId ?? undefined,
  person: profileId,
  suggestion: suggestionId,
});

/**
 * Where one stands after the inbox has changed: where one stood, or else at what followed there and still is; from the
 * end, at the beginning.
 */
export function placeAfter(before: readonly Place[], at: Place, now: readonly Place[]): Place | undefined {
  const still = now.find((place) => isSamePlace(place, at));
  if (still) return still;
  const index = before.findIndex((place) => isSamePlace(place, at));
  const followers = index < 0 ? [] : [...before.slice(index + 1), ...before.slice(0, index)];
  const left = new Map(now.map((place) => [keyOf(place), place]));
  for (const place of followers) {
    const found = left.get(keyOf(place));
    if (found) return found;
  }
  return now[0];
}

const keyOf = ({ projectId, profileId, suggestionId }: Place) => `${projectId} ${profileId} ${suggestionId}`;

/** The next or the one before, over people and projects; undefined at the ends. */
export function neighbor(places: readonly Place[], at: Place, step: 1 | -1): Place | undefined {
  return places[places.findIndex((place) => isSamePlace(place, at)) + step];
}

/** The same within the person. */
export function neighborOfPerson(places: readonly Place[], at: Place, step: 1 | -1): Place | undefined {
  const found = neighbor(places, at, step);
  return found && isSamePerson(found, at) ? found : undefined;
}

/** The first suggestion of the next person, or of the one before. */
export function neighboringPerson(places: readonly Place[], at: Place, step: 1 | -1): Place | undefined {
  const firsts = places.filter((place, index) => index === 0 || !isSamePerson(place, places[index - 1] as Place));
  return firsts[firsts.findIndex((place) => isSamePerson(place, at)) + step];
}
