import type { MatrixPerson, MatrixSkill } from '@skilltrace/contract';
import { invalid } from '../../platform/errors/domain-error.js';
import { isNameKey, readCursor, type Position } from '../../platform/http/cursor.js';

/** A person in the order of the matrix: their group, and their place before the name. */
export interface PlacedPerson extends Pick<MatrixPerson, 'profileId' | 'name' | 'title' | 'cells'> {
  projectId: number | null;
  groupName: string | null;
  place: number;
}

/** The person after whom a page begins. */
export interface AfterPerson {
  place: number;
  name: string;
  id: number;
}

type PersonKey = [groupName: string | null, projectId: number | null, place: number, name: string];
type SkillKey = [category: string, name: string];

export const positionOfPerson = ({ groupName, projectId, place, name, profileId }: PlacedPerson): Position => ({
  key: JSON.stringify([groupName, projectId, place, name] satisfies PersonKey),
  id: profileId,
});
export const positionOfSkill = ({ category, name, skillId }: MatrixSkill): Position => ({
  key: JSON.stringify([category, name] satisfies SkillKey),
  id: skillId,
});

/** The person after whom a page begins. @throws VALIDATION_FAILED for another list's cursor */
export function personBefore(cursor: string | undefined): AfterPerson | undefined {
  const after = readCursor(cursor, (key) => isPersonKey(parse(key)));
  if (!after) return undefined;
  const [, , place, name] = parse(after.key) as PersonKey;
  return { place, name, id: after.id };
}

/** The parameters for the person after whom a page begins. @throws VALIDATION_FAILED for another list's cursor */
export function parametersAfterPerson(cursor: string | undefined): unknown[] {
  const after = readCursor(cursor, (key) => isPersonKey(parse(key)));
  if (!after) return [null, null, null, null, null];
  return [...(parse(after.key) as PersonKey), after.id];
}

/** The parameters for the skill after which a page begins. @throws VALIDATION_FAILED for another list's cursor */
export function parametersAfterSkill(cursor: string | undefined): unknown[] {
  try {
    const after = readCursor(cursor, (key) => isSkillKey(parse(key)));
    return after ? [...(parse(after.key) as SkillKey), after.id] : [null, null, null];
  } catch {
    throw invalid('skillCursor', 'is not a valid cursor for this list');
  }
}

function parse(key: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(key);
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

const isName = (value: unknown) => typeof value === 'string' && isNameKey(value);
/** A level, or the negative time of a signal, up to the year 9999. */
const isPlace = (value: unknown) => Number.isSafeInteger(value) && Math.abs(value as number) < 253_402_300_800_000;
const isPersonKey = ([groupName, projectId, place, name, ...more]: unknown[]) =>
  more.length === 0 &&
  (groupName === null || isName(groupName)) &&
  (projectId === null || Number.isSafeInteger(projectId)) &&
  isPlace(place) &&
  isName(name);
const isSkillKey = ([category, name, ...more]: unknown[]) => more.length === 0 && isName(category) && isName(name);
