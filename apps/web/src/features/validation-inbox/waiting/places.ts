import type { WaitingGroup } from './waiting-groups.ts';

/** A position in the inbox: a suggestion of a person in a project (null: no Tech Lead). */
export interface Place {
  projectId: number | null;
  profileId: number;
  suggestionId: number;
}

/** The place in an address. Each part may be missing or no longer exist. */
export interface PlaceParameters {
  project?: number | undefined;
  person?: number | undefined;
  suggestion?: number | undefined;
}

/** All places, from top to bottom. */
export function placesOf(groups: readonly WaitingGroup[]): Place[] {
  return groups.flatMap(({ projectId, people }) =>
    people.flatMap(({ profileId, suggestions }) => suggestions.map(({ id }) => ({ projectId, profileId, suggestionId: id }))),
  );
}

const isSamePlace = (one: Place, other: Place): boolean =>
  one.suggestionId === other.suggestionId && one.projectId === other.projectId && one.profileId === other.profileId;

export const isSamePerson = (one: Place, other: Place): boolean => one.profileId === other.profileId && one.projectId === other.projectId;

/** The place nearest to the address. Undefined if the address names none, or the inbox is empty. */
export function placeFromParameters(places: readonly Place[], { project, person, suggestion }: PlaceParameters): Place | undefined {
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

/** A place as it is written in an address. */
export const parametersOfPlace = ({ projectId, profileId, suggestionId }: Place): PlaceParameters => ({
  project: projectId ?? undefined,
  person: profileId,
  suggestion: suggestionId,
});

/**
 * The place after the inbox has changed: the same place, else the next one that still exists, continuing from the beginning
 * after the end.
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

/** The next or previous place, across people and projects. Undefined at the ends. */
export function neighbor(places: readonly Place[], at: Place, step: 1 | -1): Place | undefined {
  return places[places.findIndex((place) => isSamePlace(place, at)) + step];
}

/** The next or previous place of the same person. */
export function neighborOfPerson(places: readonly Place[], at: Place, step: 1 | -1): Place | undefined {
  const found = neighbor(places, at, step);
  return found && isSamePerson(found, at) ? found : undefined;
}

/** The first suggestion of the next or previous person. */
export function neighboringPerson(places: readonly Place[], at: Place, step: 1 | -1): Place | undefined {
  const firsts = places.filter((place, index) => index === 0 || !isSamePerson(place, places[index - 1] as Place));
  return firsts[firsts.findIndex((place) => isSamePerson(place, at)) + step];
}
