import type { KnowledgeablePerson, KnownSkill, Page, WhoKnowsQuery } from '@skilltrace/contract';
import { readableProjects, seesSkillsOfOthers } from '../access/relations.js';
import type { Caller } from '../platform/auth/caller.js';
import type { LaggingConnection } from '../platform/database/connection.js';
import type { ReadDatabase } from '../platform/database/read-database.js';
import { singleRow } from '../platform/database/single-row.js';
import { notFound } from '../platform/errors/domain-error.js';
import { isTimeKey, readCursor, rowsToQuery, toPage, type Position } from '../platform/http/cursor.js';
import { requirePast } from './require-past.js';
import { candidateGroups } from './who-knows/find-candidates.js';
import { FACTS } from './who-knows/facts-statement.js';
import { PEOPLE } from './who-knows/people-statement.js';
import type { Sight } from './who-knows/visible-knowledge.js';

const ASKED = {
  name: 'asked_skills_and_project',
  text: `SELECT (SELECT count(*) FROM skills WHERE id = ANY ($1::bigint[])) AS skills,
                ($2::bigint IS NULL OR EXISTS (SELECT FROM projects WHERE id = $2)) AS "hasProject"`,
};

type PersonRow = Omit<KnowledgeablePerson, 'skills' | 'isAvailable'>;
type FactRow = KnownSkill & { profileId: number };

/**
 * Lists the people who know skills, with the level and the signals of each skill, latest fact first. Admins and Tech Leads of active projects
 * find everyone. Other callers find themselves and people by the validated levels that they share. Former members are not listed.
 *
 * @throws NOT_FOUND for an unknown skill or project; VALIDATION_FAILED for an invalid cursor, or an `asOf` in the future
 */
export async function readWhoKnows(
  ledger: LaggingConnection,
  access: ReadDatabase,
  caller: Caller,
  query: WhoKnowsQuery,
): Promise<Page<KnowledgeablePerson>> {
  const after = readCursor(query.cursor, isTimeKey);
  await requirePast(ledger, query.asOf);
  const skillIds = [...new Set(query.skillId)];
  const asked = singleRow(await access.query<{ skills: number; hasProject: boolean }>(ASKED, [skillIds, query.projectId ?? null]));
  if (asked.skills < skillIds.length) throw notFound('skill');
  if (!asked.hasProject) throw notFound('project');
  const sight: Sight = caller.isAdmin || (await seesSkillsOfOthers(access, caller.profileId)) ? 'everybody' : 'ownAndShared';
  // What others share is part of the access, so it is never read behind the primary.
  const source = sight === 'everybody' ? ledger : access;
  const rows = await findPeople(source, sight, caller, skillIds, after, query);
  const projects = caller.isAdmin ? null : await readableProjects(access, caller.profileId);
  const facts = await source.query<FactRow>(FACTS[sight][time(query)], [
    skillIds,
    query.asOf ?? null,
    rows.map(({ profileId }) => profileId),
    caller.profileId,
    query.evidenceSince ?? null,
    projects,
  ]);
  const skillsOf = new Map<number, KnownSkill[]>(rows.map(({ profileId }) => [profileId, []]));
  for (const { profileId, ...skill } of facts) skillsOf.get(profileId)?.push(skill);
  return toPage(
    rows,
    query.limit,
    ({ recentAt, profileId }) => ({ key: recentAt, id: profileId }),
    (person) => ({
      ...person,
      isAvailable: person.currentProjects.length === 0,
      skills: skillsOf.get(person.profileId) ?? [],
    }),
  );
}

async function findPeople(
  source: LaggingConnection,
  sight: Sight,
  caller: Caller,
  skillIds: readonly number[],
  after: Position | undefined,
  query: WhoKnowsQuery,
): Promise<PersonRow[]> {
  const wanted = rowsToQuery(query.limit);
  const among = (people: readonly number[] | null) =>
    source.query<PersonRow>(PEOPLE[sight][time(query)], [
      skillIds,
      query.asOf ?? null,
      people,
      caller.profileId,
      query.match === 'any' ? 1 : skillIds.length,
      query.minimumLevel ?? null,
      query.evidenceSince ?? null,
      query.isAvailable ?? null,
      after?.key ?? null,
      after?.id ?? null,
      wanted,
    ]);
  for await (const { people, areAll } of candidateGroups(source, sight, { ...query, skillIds, after })) {
    const rows = await among(people);
    if (areAll || rows.length === wanted) return rows;
  }
  return [];
}

const time = ({ asOf }: WhoKnowsQuery) => (asOf === undefined ? 'now' : 'past');
