import { describe, expect, test } from 'vitest';
import { inboxOf } from './fixtures.ts';
import {
  parametersOfPlace,
  neighbor,
  neighborOfPerson,
  neighboringPerson,
  placeAfter,
  placeFromParameters,
  placesOf,
  type Place,
} from './places.ts';
import { countWaiting, otherPlacesOf, waitingGroups } from './waiting-groups.ts';

// Person 10 is on both projects, and suggestion 3 is listed under both.
const inbox = inboxOf({ 1: { 10: [1, 2, 3], 11: [4] }, 2: { 10: [3], 12: [5, 6] }, 0: { 13: [7] } });
const placesWithout = (...decided: number[]) => placesOf(waitingGroups(inbox, new Set(decided)));
const places = placesWithout();
const at = (projectId: number | null, profileId: number, suggestionId: number): Place => ({ projectId, profileId, suggestionId });

describe('the groups of the inbox', () => {
  test('count the undecided suggestions, and leave out people and projects without any', () => {
    const counts = (...decided: number[]) =>
      waitingGroups(inbox, new Set(decided)).map(({ name, count, people }) => [name, count, people.length]);
    expect(counts()).toEqual([
      ['Project 1', 4, 2],
      ['Project 2', 3, 2],
      ['No Tech Lead', 1, 1],
    ]);
    expect(counts(3, 4, 7)).toEqual([
      ['Project 1', 2, 1],
      ['Project 2', 2, 1],
    ]);
    expect(counts(1, 2, 3, 4, 5, 6, 7)).toEqual([]);
  });

  test('count a suggestion under two projects once', () => {
    expect(countWaiting(waitingGroups(inbox, new Set()))).toBe(7);
  });

  test('name the other projects of a suggestion, until it is decided', () => {
    expect([...otherPlacesOf(waitingGroups(inbox, new Set()))]).toEqual([
      ['1 3', ['Project 2']],
      ['2 3', ['Project 1']],
    ]);
    expect(otherPlacesOf(waitingGroups(inbox, new Set([3]))).size).toBe(0);
  });
});

describe('an address', () => {
  test.each([
    [{}, undefined],
    [{ project: 2, person: 10, suggestion: 3 }, at(2, 10, 3)],
    [{ suggestion: 3 }, at(1, 10, 3)],
    [{ project: 9, suggestion: 6 }, at(2, 12, 6)],
    [{ project: 2, person: 12 }, at(2, 12, 5)],
    [{ person: 13 }, at(null, 13, 7)],
    [{ project: 2, person: 12, suggestion: 99 }, at(2, 12, 5)],
    [{ project: 2 }, at(2, 10, 3)],
    [{ project: 9, person: 99, suggestion: 99 }, at(1, 10, 1)],
  ])('%j leads to %j', (asked, place) => {
    expect(placeFromParameters(places, asked)).toEqual(place);
  });

  test('made from a place leads back to the same place', () => {
    for (const place of places) expect(placeFromParameters(places, parametersOfPlace(place))).toEqual(place);
    expect(placeFromParameters([], { person: 1 })).toBeUndefined();
  });
});

describe('after a change, the current place', () => {
  test.each([
    ['stays the same when other suggestions are gone', at(2, 12, 5), [1, 2, 3], at(2, 12, 5)],
    ['is the next suggestion of the person', at(1, 10, 1), [1], at(1, 10, 2)],
    ['is at the next person after the last suggestion, even if an earlier one was skipped', at(1, 10, 3), [2, 3], at(1, 11, 4)],
    ['is after all suggestions that were decided together', at(1, 10, 1), [1, 2, 3, 4], at(2, 12, 5)],
    ['is the first suggestion when the last one is gone', at(null, 13, 7), [7], at(1, 10, 1)],
    ['is the only remaining suggestion, in any position', at(2, 12, 6), [2, 3, 4, 5, 6, 7], at(1, 10, 1)],
  ])('%s', (_name, from, decided, to) => {
    expect(placeAfter(places, from, placesWithout(...decided))).toEqual(to);
  });

  test('is undefined when no suggestion remains', () => {
    expect(placeAfter(places, at(1, 10, 1), [])).toBeUndefined();
  });

  test('is a suggestion whose decision was undone', () => {
    expect(placeAfter(placesWithout(1), at(1, 10, 1), places)).toEqual(at(1, 10, 1));
  });
});

test('the next and the previous place cross people and projects, or stay within one person', () => {
  expect(neighbor(places, at(1, 11, 4), 1)).toEqual(at(2, 10, 3));
  expect(neighbor(places, at(1, 10, 1), -1)).toBeUndefined();
  expect(neighbor(places, at(null, 13, 7), 1)).toBeUndefined();
  expect(neighborOfPerson(places, at(1, 10, 2), 1)).toEqual(at(1, 10, 3));
  expect(neighborOfPerson(places, at(1, 10, 3), 1)).toBeUndefined();
  expect(neighboringPerson(places, at(1, 10, 2), 1)).toEqual(at(1, 11, 4));
  expect(neighboringPerson(places, at(2, 12, 6), -1)).toEqual(at(2, 10, 3));
  expect(neighboringPerson(places, at(1, 10, 2), -1)).toBeUndefined();
  expect(neighboringPerson(places, at(null, 13, 7), 1)).toBeUndefined();
});
