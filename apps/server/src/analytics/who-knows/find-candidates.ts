import type { WhoKnowsQuery } from '@skilltrace/contract';
import { isSpread } from '../../platform/database/is-spread.js';
import type { LaggingConnection } from '../../platform/database/connection.js';
import { singleRow } from '../../platform/database/single-row.js';
import { rowsToQuery, type Position } from '../../platform/http/cursor.js';
import { FEW, FEW_THEN } from './few-statement.js';
import { NEWEST, NEWEST_THEN } from './newest-statement.js';
import { activeThen, type Sight } from './visible-knowledge.js';

const MEMBERS = `
  SELECT coalesce(array_agg(DISTINCT a.profile_id), '{}') AS people
    FROM assignment_periods a WHERE a.project_id = $1::bigint AND ${activeThen('a')}`;

/** The newest facts that are read for each row of a page, at first and if their people do not fill the page. */
const [FACTS_PER_ROW, MORE_FACTS_PER_ROW] = [10, 60];
/** The rows of a skill up to which all of its people are candidates. Reading them takes milliseconds. */
const FEW_ROWS = 10_000;

/** People among whom a page is searched. */
export interface Candidates {
  /** Null for all people. */
  people: readonly number[] | null;
  /** Whether no one else can be on the page. Otherwise everyone else comes after these people. */
  areAll: boolean;
}

export interface Question extends Omit<WhoKnowsQuery, 'skillId' | 'cursor'> {
  skillIds: readonly number[];
  after: Position | undefined;
}

/**
 * Yields groups of people among whom a page is searched, until one fills it: the people of the newest facts after the previous page; all people of a skill
 * that few know; the people of more facts; everyone. So a page of a skill that many people know does not read all of its signals. The members of a project are
 * one group. A ledger on several machines has one group too, because it reads its signals in one pass.
 */
export async function* candidateGroups(ledger: LaggingConnection, sight: Sight, question: Question): AsyncGenerator<Candidates> {
  if (question.projectId !== undefined) {
    const { people } = singleRow(await ledger.query<{ people: number[] }>(MEMBERS, [question.projectId, question.asOf ?? null]));
    return yield { people, areAll: true };
  }
  // The levels that people share are few, and so are the signals of one person.
  if (sight === 'everybody' && !(await isSpread(ledger))) {
    yield await newest(ledger, question, FACTS_PER_ROW);
    const people = await peopleOfRareSkills(ledger, question);
    if (people) return yield { people, areAll: true };
    yield await newest(ledger, question, MORE_FACTS_PER_ROW);
  }
  yield { people: null, areAll: true };
}

async function newest(ledger: LaggingConnection, question: Question, factsPerRow: number): Promise<Candidates> {
  const { skillIds, asOf, after, evidenceSince, limit } = question;
  const parameters = [skillIds, asOf ?? null, after?.key ?? null, evidenceSince ?? null, factsPerRow * rowsToQuery(limit)];
  return singleRow(await ledger.query<{ people: number[]; areAll: boolean }>(asOf === undefined ? NEWEST : NEWEST_THEN, parameters));
}

/** Everyone who can fulfill the conditions, if few people can: in one of the skills if all are needed, otherwise in each of them. */
async function peopleOfRareSkills(ledger: LaggingConnection, question: Question): Promise<number[] | undefined> {
  const { skillIds, asOf, minimumLevel, evidenceSince, match } = question;
  const skills = await ledger.query<{ skillId: number; people: number[]; areAll: boolean }>(asOf === undefined ? FEW : FEW_THEN, [
    skillIds,
    asOf ?? null,
    minimumLevel ?? null,
    evidenceSince ?? null,
    FEW_ROWS,
  ]);
  const rare = skills.filter(({ areAll }) => areAll).map(({ people }) => people);
  if (match === 'any') return rare.length === skills.length ? [...new Set(rare.flat())] : undefined;
  return rare.toSorted((a, b) => a.length - b.length)[0];
}
