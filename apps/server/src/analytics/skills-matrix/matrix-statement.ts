import { levelsAsOf } from '../levels-as-of.js';

// The statement of one page of the skills matrix: its skills, its people and the cells between them. It has no name, so PostgreSQL plans
// it for the values of its parameters, and conditions on parameters that are not given cost nothing.

/** The parameters, in the order of `matrixParameters`. */
const P = {
  asOf: '$1::timestamptz',
  projects: '$2::bigint[]',
  skills: '$3::bigint[]',
  category: '$4::text',
  from: '$5::timestamptz',
  to: '$6::timestamptz',
  caller: '$7::bigint',
  minimumLevel: '$8::proficiency_level',
  state: '$9::text',
  sort: '$10::text',
  sortSkill: '$11::bigint',
  groupBy: '$12::text',
  limit: '$13::int',
  afterGroup: '$14::text',
  afterProject: '$15::bigint',
  afterPlace: '$16::bigint',
  afterName: '$17::text',
  afterPerson: '$18::bigint',
  skillLimit: '$19::int',
  afterCategory: '$20::text',
  afterSkillName: '$21::text',
  afterSkill: '$22::bigint',
  staleDays: '$23::int',
  hasTotals: '$24::boolean',
  /** The people among whom the page is searched (`matrix-candidates.ts`), or null for everyone. */
  candidates: '$25::bigint[]',
};

/** The current state, or the state as of a time. */
interface Time {
  assignments: string;
  coreStack: string;
}

/** What the caller may see: everyone's skills, or their own and the levels that others share. */
interface Sight {
  /** The people to list, `p`. */
  visible: string;
  /** The people, by id, whose signals the caller may see. */
  signalsOf: (person: string) => string;
}

/** Selects validated levels: of the people in an array of ids, or of all people if the condition `all` is true. */
type Levels = (of: { all: string; people: string; skills: string }) => string;

/** Whether a signal counts: by parameters 1, 5 and 6. */
export const inTime = `recorded_at <= coalesce(${P.asOf}, 'infinity') AND (${P.from} IS NULL OR created_at >= ${P.from}) AND (${P.to} IS NULL OR created_at < ${P.to})`;
const utc = (time: string) => `to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"."MS"Z"')`;

const SKILL_PLACE = 'category_place, category, name_place, id';
/** Parameters 1 to 6: the `asOf`, the projects, the skills, the category, and the range. */
export const SHOWN = `
  shown AS MATERIALIZED (
    SELECT k.id, k.skill_name, k.category, k.is_active, in_register(k.category) AS category_place, in_register(k.skill_name) AS name_place
      FROM skills k
     WHERE CASE WHEN ${P.skills} IS NOT NULL THEN k.id = ANY (${P.skills})
                WHEN ${P.projects} IS NOT NULL THEN k.id = ANY (ARRAY(SELECT skill_id FROM project_skills WHERE project_id = ANY (${P.projects})))
                ELSE k.is_active END
       AND (${P.category} IS NULL OR k.category = ${P.category})
  )`;
const PAGE_SKILLS = `
  page_skills AS MATERIALIZED (
    SELECT *
      FROM shown
     WHERE ${P.afterSkill} IS NULL OR (${SKILL_PLACE})
           > (in_register(${P.afterCategory}), ${P.afterCategory}, in_register(${P.afterSkillName}), ${P.afterSkill})
     ORDER BY ${SKILL_PLACE}
     LIMIT ${P.skillLimit}
  )`;

const isStale = (validatedAt: string) => `${validatedAt} < coalesce(${P.asOf}, now()) - ${P.staleDays} * interval '24 hours'`;

/** People with a cell, on any page of skills, that matches both filters of cells. */
const matching = ({ assignments, coreStack }: Time, { signalsOf }: Sight, levels: Levels) => `
  members AS MATERIALIZED (
    SELECT DISTINCT profile_id FROM ${assignments} a WHERE project_id = ANY (${P.projects})
  ), matching_levels AS MATERIALIZED (
    ${levels({
      all: `${P.projects} IS NULL AND ${P.candidates} IS NULL`,
      people: `coalesce(${P.candidates}, ARRAY(SELECT profile_id FROM members))`,
      skills: 'ARRAY(SELECT id FROM shown)',
    })}
  ), matching_core_stack AS MATERIALIZED (
    SELECT c.profile_id, c.skill_id
      FROM ${coreStack} c JOIN shown k ON k.id = c.skill_id
     WHERE ${P.state} = 'stale' AND k.is_active
       AND (${P.projects} IS NULL OR c.profile_id = ANY (ARRAY(SELECT profile_id FROM members)))
       AND (${P.candidates} IS NULL OR c.profile_id = ANY (${P.candidates}))
  ), matching AS MATERIALIZED (
    SELECT DISTINCT coalesce(v.profile_id, e.user_id) AS profile_id
      FROM matching_levels v
      FULL JOIN (
        SELECT s.user_id, s.skill_id, count(*) AS signals
          FROM signal_ledger s JOIN shown k ON k.id = s.skill_id
         WHERE ${P.state} IN ('not_validated', 'no_evidence') AND ${inTime} AND ${signalsOf('s.user_id')}
           AND (${P.projects} IS NULL OR s.user_id = ANY (ARRAY(SELECT profile_id FROM members)))
           AND (${P.candidates} IS NULL OR s.user_id = ANY (${P.candidates}))
         GROUP BY s.user_id, s.skill_id
      ) e ON e.user_id = v.profile_id AND e.skill_id = v.skill_id
      LEFT JOIN matching_core_stack c ON c.profile_id = v.profile_id AND c.skill_id = v.skill_id
     WHERE (${P.minimumLevel} IS NULL OR v.proficiency_level >= ${P.minimumLevel})
       AND CASE ${P.state}
             WHEN 'stale' THEN ${isStale('v.last_validated_at')} AND c.profile_id IS NOT NULL
             WHEN 'not_validated' THEN v.profile_id IS NULL
             WHEN 'no_evidence' THEN e.user_id IS NULL AND ${signalsOf('v.profile_id')}
             ELSE true END
  )`;

// The place of a group: people without a project or a title come last. The tie distinguishes groups of the same name.
const groupPlace = (name: string) => `CASE WHEN ${P.groupBy} IS NULL THEN '' ELSE coalesce('0' || in_register(${name}), '1') END`;
const groupTie = (project: string, name: string) =>
  `CASE ${P.groupBy} WHEN 'project' THEN coalesce(${project}, 0)::text WHEN 'title' THEN coalesce(${name}, '') ELSE '' END`;

/** A row for each person, or for each person and project. `place` is their place in the order, before the name. */
const rows = ({ assignments }: Time, { visible, signalsOf }: Sight) => `
      SELECT p.id, p.name, p.title, g.project_id, CASE ${P.groupBy} WHEN 'project' THEN g.project_name WHEN 'title' THEN p.title END AS group_name,
             CASE ${P.sort} WHEN 'last_signal' THEN coalesce(-(extract(epoch FROM l.last_at) * 1000)::bigint, 0)
                            WHEN 'level' THEN coalesce(-array_position(enum_range(NULL::proficiency_level), v.proficiency_level), 0)::bigint
                            ELSE 0 END AS place
        FROM profiles p
        LEFT JOIN (
          SELECT DISTINCT profile_id, project_id, project_name
            FROM ${assignments} a
           WHERE ${P.groupBy} = 'project' AND (${P.projects} IS NULL OR project_id = ANY (${P.projects}))
        ) g ON g.profile_id = p.id
        LEFT JOIN (
          SELECT s.user_id, max(s.created_at) AS last_at
            FROM signal_ledger s JOIN shown k ON k.id = s.skill_id
           WHERE ${P.sort} = 'last_signal' AND ${inTime} AND ${signalsOf('s.user_id')}
             AND (${P.projects} IS NULL OR s.user_id = ANY (ARRAY(SELECT profile_id FROM members)))
             AND (${P.candidates} IS NULL OR s.user_id = ANY (${P.candidates}))
           GROUP BY s.user_id
        ) l ON l.user_id = p.id
        LEFT JOIN sort_levels v ON v.profile_id = p.id
       WHERE p.erased_at IS NULL AND (p.deactivated_at IS NULL OR p.deactivated_at > ${P.asOf}) AND ${visible}
         AND (${P.projects} IS NULL OR p.id = ANY (ARRAY(SELECT profile_id FROM members)))
         AND (${P.minimumLevel} IS NULL AND ${P.state} IS NULL OR p.id IN (SELECT profile_id FROM matching))`;

const pageOfPeople = (time: Time, sight: Sight, levels: Levels) => `
  sort_levels AS MATERIALIZED (
    ${levels({ all: `${P.sort} = 'level'`, people: "'{}'::bigint[]", skills: `ARRAY[${P.sortSkill}]` })}
  ), page_people AS MATERIALIZED (
    SELECT r.*, ${groupPlace('r.group_name')} AS group_place, ${groupTie('r.project_id', 'r.group_name')} AS group_tie
      FROM (${rows(time, sight)}) r
     WHERE (${P.candidates} IS NULL OR r.id = ANY (${P.candidates}))
       AND (${P.afterPerson} IS NULL
        OR (${groupPlace('r.group_name')}, ${groupTie('r.project_id', 'r.group_name')}, r.place, in_register(r.name), r.id)
         > (${groupPlace(P.afterGroup)}, ${groupTie(P.afterProject, P.afterGroup)}, ${P.afterPlace}, in_register(${P.afterName}), ${P.afterPerson}))
     ORDER BY group_place, group_tie, r.place, in_register(r.name), r.id
     LIMIT ${P.limit}
  )`;

// The Core Stack is compared by a hash of it. Joined, it was read again for each cell: 0.4 s for 100 people of a large project.
/** The cells between the people and the skills of the page: one JSON array for each person. */
const cells = ({ coreStack }: Time, { signalsOf }: Sight, levels: Levels) => `
  page_core_stack AS MATERIALIZED (
    SELECT profile_id, skill_id FROM ${coreStack} c WHERE profile_id = ANY (ARRAY(SELECT id FROM page_people))
  ), page_levels AS MATERIALIZED (
    ${levels({ all: 'false', people: 'ARRAY(SELECT id FROM page_people)', skills: 'ARRAY(SELECT id FROM page_skills)' })}
  ), cells AS MATERIALIZED (
    SELECT coalesce(v.profile_id, e.user_id) AS profile_id, json_agg(json_build_object(
             'skillId', k.id, 'proficiencyLevel', v.proficiency_level, 'lastValidatedAt', ${utc('v.last_validated_at')},
             'isStale', v.profile_id IS NOT NULL AND k.is_active AND ${isStale('v.last_validated_at')}
                        AND (v.profile_id, v.skill_id) IN (SELECT profile_id, skill_id FROM page_core_stack),
             'signals', CASE WHEN ${signalsOf('coalesce(v.profile_id, e.user_id)')} THEN coalesce(e.signals, 0) END,
             'lastSignalAt', ${utc('e.last_at')})
           ORDER BY k.category_place, k.category, k.name_place, k.id) AS cells
      FROM page_levels v
      FULL JOIN (
        SELECT s.user_id, s.skill_id, count(*) AS signals, max(s.created_at) AS last_at
          FROM signal_ledger s JOIN page_skills k ON k.id = s.skill_id
         WHERE s.user_id = ANY (ARRAY(SELECT id FROM page_people)) AND ${inTime} AND ${signalsOf('s.user_id')}
         GROUP BY s.user_id, s.skill_id
      ) e ON e.user_id = v.profile_id AND e.skill_id = v.skill_id
      JOIN page_skills k ON k.id = coalesce(v.skill_id, e.skill_id)
     GROUP BY 1
  )`;

const matrix = (time: Time, sight: Sight, levels: Levels) => `
  WITH ${SHOWN}, ${PAGE_SKILLS}, ${matching(time, sight, levels)}, ${pageOfPeople(time, sight, levels)}, ${cells(time, sight, levels)}
  SELECT coalesce((SELECT json_agg(json_build_object('skillId', id, 'name', skill_name, 'category', category)
                                   ORDER BY ${SKILL_PLACE})
                     FROM page_skills), '[]') AS skills,
         coalesce((SELECT json_agg(json_build_object('profileId', r.id, 'name', r.name, 'title', r.title, 'projectId', r.project_id,
                                                     'groupName', r.group_name, 'place', r.place, 'cells', coalesce(c.cells, '[]'))
                                   ORDER BY r.group_place, r.group_tie, r.place, in_register(r.name), r.id)
                     FROM page_people r LEFT JOIN cells c ON c.profile_id = r.id), '[]') AS people,
         CASE WHEN ${P.hasTotals} THEN (SELECT count(*) FROM (${rows(time, sight)}) r) END AS "peopleTotal",
         (SELECT count(*) FROM shown) AS "skillsTotal"`;

const NOW: Time = { assignments: 'active_assignments', coreStack: 'core_stack' };
const atThatTime = `started_at <= ${P.asOf} AND (until IS NULL OR until > ${P.asOf})`;
const THEN: Time = {
  assignments: `(SELECT * FROM assignment_periods WHERE ${atThatTime})`,
  coreStack: `(SELECT * FROM core_stack_periods WHERE ${atThatTime})`,
};
const EVERYONE: Sight = { visible: `${P.caller} IS NOT NULL`, signalsOf: (person) => `${person} IS NOT NULL` };
const OWN_AND_SHARED: Sight = {
  visible: `(p.id = ${P.caller} OR p.shares_validated_skills AND p.deactivated_at IS NULL)`,
  signalsOf: (person) => `${person} = ${P.caller}`,
};

const LEVEL = 'SELECT profile_id, skill_id, proficiency_level, last_validated_at FROM';
const LEVELS: Levels = ({ all, people, skills }) =>
  `${LEVEL} employee_skills WHERE (${all} OR profile_id = ANY (${people})) AND skill_id = ANY (${skills})`;
const LEVELS_THEN: Levels = ({ all, people, skills }) => levelsAsOf(P.asOf, `CASE WHEN ${all} THEN NULL ELSE ${people} END`, skills);
// People share the levels that they have now. A level that was replaced or withdrawn since then is not shown to others.
const SHARED: Levels = ({ all, people, skills }) => `${LEVEL} shared_skills
        WHERE profile_id <> ${P.caller} AND last_validated_at <= coalesce(${P.asOf}, 'infinity')
          AND (${all} OR profile_id = ANY (${people})) AND skill_id = ANY (${skills})`;
const OWN: Levels = ({ skills }) => `${LEVEL} employee_skills WHERE profile_id = ${P.caller} AND skill_id = ANY (${skills})`;
const OWN_THEN: Levels = ({ skills }) => levelsAsOf(P.asOf, `ARRAY[${P.caller}]`, skills);

/** The statement for a caller who sees everyone's skills, and for one who sees their own and what others share; with and without `asOf`. */
export const MATRIX = {
  everyone: { now: matrix(NOW, EVERYONE, LEVELS), asOf: matrix(THEN, EVERYONE, LEVELS_THEN) },
  ownAndShared: {
    now: matrix(NOW, OWN_AND_SHARED, (of) => `${OWN(of)} UNION ALL ${SHARED(of)}`),
    asOf: matrix(THEN, OWN_AND_SHARED, (of) => `${OWN_THEN(of)} UNION ALL ${SHARED(of)}`),
  },
};
