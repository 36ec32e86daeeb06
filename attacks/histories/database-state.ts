import type { Database } from '../../apps/server/src/platform/database/database.js';
import { pair, signalKey, type Assignment, type Level, type State, type Status, type Suggestion, type Validated } from './model.js';
import { ADMIN, LEADS, type World } from './world.js';

/** The contents of the database for one world, in terms of the model, with lookup tables for the ids in answers. */
export interface DatabaseState {
  state: State;
  /** By content, which is unique. */
  updates: Map<string, { id: number; person: number; project: number; skills: number[] }>;
  assignmentPlaces: Map<number, { person: number; project: number; place: number }>;
  suggestionPlaces: Map<number, { person: number; skill: number; place: number }>;
  /** The skills with a `joined` signal from the transaction at that time, by `person project recordedAt`. */
  joinedAt: Map<string, number[]>;
  /** The flags of the nightly job. */
  flags: { person: number; skill: number; place: number; level: Level; at: number }[];
}

type Row<Fields> = Fields & Record<string, unknown>;

/** Reads everything in one snapshot. @throws Error if a row belongs to another world or an update is duplicated */
export async function readDatabaseState(database: Database, world: World): Promise<DatabaseState> {
  return database.transaction(async (transaction) => {
    await transaction.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const personOf = places(world.people.map(({ id }) => id));
    const projectOf = places(world.projects.map(({ id }) => id));
    const skillOf = places(world.skillIds);
    const deciders = new Map([...world.leads.map(({ id }, lead) => [id, LEADS[lead] ?? -1] as const), [world.admin.id, ADMIN]]);
    const decider = (id: number | null) => (id === null ? null : found(deciders, id));
    const people = [...personOf.keys()];
    const all = <Fields>(sql: string, ids: number[] = people) => transaction.query<Row<Fields>>(sql, [ids]);

    const skills = await all<State['skills'][number]>(
      `SELECT skill_name AS name, is_active AS "isActive",
              ARRAY(SELECT f.name FROM skill_former_names f WHERE f.skill_id = s.id ORDER BY f.name) AS "formerNames"
         FROM skills s WHERE id = ANY ($1) ORDER BY id`,
      world.skillIds,
    );
    const projects = await all<{ status: Status; wasCompleted: boolean; description: string; scope: number[] }>(
      `SELECT status, completed_at IS NOT NULL AS "wasCompleted", description,
              ARRAY(SELECT skill_id::int FROM project_skills WHERE project_id = p.id ORDER BY 1) AS scope
         FROM projects p WHERE id = ANY ($1) ORDER BY id`,
      [...projectOf.keys()],
    );
    const profiles = await all<{ left: boolean; title: string | null }>(
      'SELECT deactivated_at IS NOT NULL AS "left", title FROM profiles WHERE id = ANY ($1) ORDER BY id',
    );

    const assignments: Record<string, Assignment[]> = {};
    const assignmentPlaces: DatabaseState['assignmentPlaces'] = new Map();
    for (const row of await all<{ id: number; profileId: number; projectId: number; role: string; tags: string[]; ended: boolean }>(
      `SELECT id, profile_id AS "profileId", project_id AS "projectId", role, tags, ended_at IS NOT NULL AS ended
         FROM assignments WHERE profile_id = ANY ($1) ORDER BY id`,
    )) {
      const [person, project] = [found(personOf, row.profileId), found(projectOf, row.projectId)];
      const rows = (assignments[pair(person, project)] ??= []);
      assignmentPlaces.set(row.id, { person, project, place: rows.length });
      rows.push({ role: row.role, tags: row.tags, ended: row.ended });
    }

    const updates: DatabaseState['updates'] = new Map();
    for (const row of await all<{ id: number; userId: number; projectId: number; content: string; skills: number[] }>(
      `SELECT u.id, u.user_id AS "userId", u.project_id AS "projectId", u.content,
              ARRAY(SELECT skill_id::int FROM signal_ledger s WHERE s.user_id = u.user_id AND s.source_type = 'update' AND s.source_id = u.id ORDER BY 1) AS skills
         FROM progress_updates u WHERE u.user_id = ANY ($1)`,
    )) {
      if (updates.has(row.content)) throw new Error(`the update ${row.content} exists twice`);
      updates.set(row.content, {
        id: row.id,
        person: found(personOf, row.userId),
        project: found(projectOf, row.projectId),
        skills: row.skills.map((id) => found(skillOf, id)),
      });
    }

    const signals: string[] = [];
    const joinedAt: DatabaseState['joinedAt'] = new Map();
    for (const row of await all<{ userId: number; skillId: number; projectId: number; type: 'joined' | 'completed'; recordedAt: string }>(
      `SELECT user_id AS "userId", skill_id AS "skillId", source_id AS "projectId", signal_type AS type, recorded_at AS "recordedAt"
         FROM signal_ledger WHERE user_id = ANY ($1) AND source_type = 'project'`,
    )) {
      const [person, skill, project] = [found(personOf, row.userId), found(skillOf, row.skillId), found(projectOf, row.projectId)];
      signals.push(signalKey(person, skill, project, row.type));
      if (row.type !== 'joined') continue;
      const moment = `${pair(person, project)} ${row.recordedAt}`;
      joinedAt.set(moment, [...(joinedAt.get(moment) ?? []), skill].toSorted());
    }

    const validated: Record<string, Validated> = {};
    for (const row of await all<{ profileId: number; skillId: number; level: Level; at: string; by: number | null }>(
      `SELECT profile_id AS "profileId", skill_id AS "skillId", proficiency_level AS level, last_validated_at AS at, last_validated_by_id AS by
         FROM employee_skills WHERE profile_id = ANY ($1)`,
    )) {
      const by = decider(row.by);
      validated[pair(found(personOf, row.profileId), found(skillOf, row.skillId))] = {
        level: row.level,
        at: by === null ? Date.parse(row.at) : 'decided',
        by,
      };
    }

    const suggestions: Record<string, Suggestion[]> = {};
    const suggestionPlaces: DatabaseState['suggestionPlaces'] = new Map();
    const flags: DatabaseState['flags'] = [];
    for (const row of await all<Omit<Suggestion, 'by'> & { id: number; profileId: number; skillId: number; by: number | null; at: string }>(
      `SELECT id, profile_id AS "profileId", skill_id AS "skillId", source, suggested_proficiency AS level, status, resolved_by_id AS by,
              resolved_proficiency AS resolved, created_at AS at FROM suggestions WHERE profile_id = ANY ($1) ORDER BY id`,
    )) {
      const [person, skill] = [found(personOf, row.profileId), found(skillOf, row.skillId)];
      const rows = (suggestions[pair(person, skill)] ??= []);
      suggestionPlaces.set(row.id, { person, skill, place: rows.length });
      if (row.source === 'SYSTEM_FLAG') flags.push({ person, skill, place: rows.length, level: row.level, at: Date.parse(row.at) });
      const { source, level, status, resolved } = row;
      rows.push({ source, level, status, by: decider(row.by), resolved });
    }

    const state: State = {
      skills,
      projects: projects.map(({ scope, ...rest }) => ({ ...rest, scope: scope.map((id) => found(skillOf, id)) })),
      people: profiles.map(({ left, title }) => ({ left, title: title ?? '' })),
      assignments,
      signals: signals.toSorted(),
      validated,
      suggestions,
    };
    return { state, updates, assignmentPlaces, suggestionPlaces, joinedAt, flags };
  });
}

const places = (ids: readonly number[]) => new Map(ids.map((id, place) => [id, place]));

function found(known: ReadonlyMap<number, number>, id: number): number {
  const place = known.get(id);
  if (place === undefined) throw new Error(`${id} belongs to another world`);
  return place;
}
