import type { MatrixSkill, SkillsMatrix, SkillsMatrixQuery } from '@skilltrace/contract';
import { STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import { seesSkillsOfOthers } from '../../access/relations.js';
import type { Caller } from '../../platform/auth/caller.js';
import type { LaggingConnection } from '../../platform/database/connection.js';
import type { ReadDatabase } from '../../platform/database/read-database.js';
import { singleRow } from '../../platform/database/single-row.js';
import { notFound } from '../../platform/errors/domain-error.js';
import { rowsToQuery, toPage } from '../../platform/http/cursor.js';
import { isSpread } from '../../platform/database/is-spread.js';
import { FOR_EVERYTHING } from '../for-everything.js';
import { requirePast } from '../require-past.js';
import { matrixCandidates } from './matrix-candidates.js';
import {
  parametersAfterPerson,
  parametersAfterSkill,
  personBefore,
  positionOfPerson,
  positionOfSkill,
  type PlacedPerson,
} from './matrix-position.js';
import { MATRIX } from './matrix-statement.js';

const COUNT_PROJECTS = { name: 'count_projects', text: 'SELECT count(*) AS found FROM projects WHERE id = ANY ($1::bigint[])' };

interface MatrixRow {
  skills: MatrixSkill[];
  people: PlacedPerson[];
  peopleTotal: number | null;
  skillsTotal: number;
}

/**
 * Reads a page of people × skills: the validated level, and the signals in the range. Only pairs with a level or a signal have a cell.
 *
 * The filters of cells select people: a person is listed if at least one of their cells, on any page of skills, matches `minimumLevel`
 * and `state` together. Rows are shown completely. A person can have only one place in the order of one skill or time, so there is no
 * order by levels or signals of several skills.
 *
 * Admins and Tech Leads of active projects see everyone. Other callers see themselves, and the levels of people who share them.
 *
 * @throws NOT_FOUND for an unknown project; VALIDATION_FAILED for an invalid cursor, or an `asOf` in the future
 */
export async function readSkillsMatrix(
  ledger: LaggingConnection,
  access: ReadDatabase,
  caller: Caller,
  query: SkillsMatrixQuery,
): Promise<SkillsMatrix> {
  const parameters = parametersOf(caller, query);
  await requirePast(ledger, query.asOf);
  await requireProjects(access, query.projectId);
  const seesEverybody = caller.isAdmin || (await seesSkillsOfOthers(access, caller.profileId));
  // What others share is part of the access, so it is never read behind the primary.
  const source = seesEverybody ? ledger : access;
  const variants = seesEverybody ? MATRIX.everyone : MATRIX.ownAndShared;
  const statement = query.asOf === undefined ? variants.now : variants.asOf;
  const isSearched = seesEverybody && comparesEveryone(query) && !countsFiltered(query) && !(await isSpread(source));
  const row = await source.transaction(async (transaction) => {
    if (isSearched)
      for await (const people of matrixCandidates(transaction, query, personBefore(query.cursor))) {
        if (people === null) break;
        const found = singleRow(await transaction.query<MatrixRow>(statement, [...parameters, people]));
        if (found.people.length === rowsToQuery(query.limit)) return found;
      }
    if (comparesEveryone(query)) await transaction.query(FOR_EVERYTHING);
    return singleRow(await transaction.query<MatrixRow>(statement, [...parameters, null]));
  });
  const people = toPage(row.people, query.limit, positionOfPerson, ({ projectId, groupName, place: _, ...person }) => ({
    ...person,
    group: query.groupBy === undefined ? null : { projectId, name: groupName },
  }));
  const skills = toPage(row.skills, query.skillLimit, positionOfSkill, (skill) => skill);
  const shown = new Set(skills.items.map(({ skillId }) => skillId));
  return {
    skills: skills.items,
    people: people.items.map((person) => ({ ...person, cells: person.cells.filter(({ skillId }) => shown.has(skillId)) })),
    totals: row.peopleTotal === null ? null : { people: row.peopleTotal, skills: row.skillsTotal },
    nextCursor: people.nextCursor,
    nextSkillCursor: skills.nextCursor,
  };
}

/** Whether a page depends on the facts about people on other pages, without a project that limits them. Levels alone are read quickly. */
const comparesEveryone = ({ projectId, sort, state }: SkillsMatrixQuery) =>
  projectId === undefined && (sort === 'last_signal' || state !== undefined);

/** Whether the response has the number of people with such cells, for which everyone is compared. */
const countsFiltered = (query: SkillsMatrixQuery) => hasTotals(query) && (query.state !== undefined || query.minimumLevel !== undefined);
/** The rows and columns of all pages are counted only for the first page. */
const hasTotals = ({ totals = true, cursor, skillCursor }: SkillsMatrixQuery) =>
  totals && cursor === undefined && skillCursor === undefined;

async function requireProjects(access: ReadDatabase, projectIds: number[] | undefined): Promise<void> {
  if (projectIds === undefined) return;
  const { found } = singleRow(await access.query<{ found: number }>(COUNT_PROJECTS, [projectIds]));
  if (found < new Set(projectIds).size) throw notFound('project');
}

/** The parameters of the statement, in the order of `matrix-statement.ts`. */
function parametersOf({ profileId }: Caller, query: SkillsMatrixQuery): unknown[] {
  return [
    query.asOf ?? null,
    query.projectId ?? null,
    query.skillId ?? null,
    query.category ?? null,
    query.from ?? null,
    query.to ?? null,
    profileId,
    query.minimumLevel ?? null,
    query.state ?? null,
    query.sort ?? 'name',
    query.sortSkillId ?? null,
    query.groupBy ?? null,
    rowsToQuery(query.limit),
    ...parametersAfterPerson(query.cursor),
    rowsToQuery(query.skillLimit),
    ...parametersAfterSkill(query.skillCursor),
    STALE_AFTER_DAYS,
    hasTotals(query),
  ];
}
