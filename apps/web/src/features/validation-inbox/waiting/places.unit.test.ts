import { describe, expect, test } from 'vitest';
import { inboxOf } from './fixtures.ts';
import { askFor, neighbor, neighborOfPerson, neighboringPerson, placeAfter, placeAsked, placesOf, type Place } from './places.ts';
import { countWaiting, waitingGroups } from './waiting-groups.ts';

// Person 10 is on both projects, and suggestion 3 shows under both.
const inbox = inboxOf({ 1: { 10: [1, 2, 3], 11: [4] }, 2: { 10: [3], 12: [5, 6] }, 0: { 13: [7] } });
const placesWithout = (...decided: number[]) => placesOf(waitingGroups(inbox, new Set(decided)));
const places = placesWithout();
const at = (projectId: number | null, profileId: number, suggestionId: number): Place => ({ projectId, profileId, suggestionId });

describe('what waits', () => {
  test('counts by group, without what was decided; nobody is left with nothing', () => {
    const counts = (...decided: number[]) =>
      waitingGroups(inbox, new Set(decided)).map(({ name, count, people }) => [name, count, people.length]);
    expect(counts()).toEqual([
      ['Project 1', 4, 2],
      ['Project 2', 3, 2],
      ['Nobody leads them', 1, 1],
    ]);
    expect(counts(3, 4, 7)).toEqual([
      ['Project 1', 2, 1],
      ['Project 2', 2, 1],
    ]);
    expect(counts(1, 2, 3, 4, 5, 6, 7)).toEqual([]);
  });

  test('what shows under two projects is one decision', () => {
    expect(countWaiting(waitingGroups(inbox, new Set()))).toBe(7);
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
    expect(placeAsked(places, asked)).toEqual(place);
  });

  test('of a place leads back to it', () => {
    for (const place of places) expect(placeAsked(places, askFor(place))).toEqual(place);
    expect(placeAsked([], { person: 1 })).toBeUndefined();
  });
});

describe('after a change one stands', () => {
  test.each([
    ['where one stood, whatever went elsewhere', at(2, 12, 5), [1, 2, 3], at(2, 12, 5)],
    ['at the next of the person', at(1, 10, 1), [1], at(1, 10, 2)],
    ['at the next person after the last of one, though an earlier was passed over', at(1, 10, 3), [2, 3], at(1, 11, 4)],
    ['behind all that went at once', at(1, 10, 1), [1, 2, 3, 4], at(2, 12, 5)],
    ['at the beginning again, after the end', at(null, 13, 7), [7], at(1, 10, 1)],
    ['at what is left, wherever that is', at(2, 12, 6), [2, 3, 4, 5, 6, 7], at(1, 10, 1)],
  ])('%s', (_name, from, decided, to) => {
    expect(placeAfter(places, from, placesWithout(...decided))).toEqual(to);
  });

  test('nowhere, where nothing is left', () => {
    expect(placeAfter(places, at(1, 10, 1), [])).toBeUndefined();
  });

  test('at an undone suggestion that was gone a moment ago', () => {
    expect(placeAfter(placesWithout(1), at(1, 10, 1), places)).toEqual(at(1, 10, 1));
  });
});

test('steps go over people and projects, or stay within one', () => {
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
