import { all, IN_FUTURE, rowsOf, type LedgerCheck } from './ledger-check.js';

const suggestionSample = "concat('suggestion ', g.id)";
const skillSample = "concat('person ', e.profile_id, ', skill ', e.skill_id)";
const SAME_SKILL = 'e.profile_id = g.profile_id AND e.skill_id = g.skill_id';
const GRANTED = "g.status IN ('APPROVED', 'ADJUSTED')";
const WITHDRAWAL = "g.source = 'SYSTEM_FLAG' AND g.status = 'REJECTED'";

// A restored level is validated with its former time, which is before the withdrawal.
const NOT_RESTORED = (of: string) =>
  `NOT EXISTS (SELECT FROM withdrawn_levels w WHERE w.profile_id = ${of}.profile_id AND w.suggestion_id = ${of}.id AND w.restored_at IS NOT NULL)`;

// A merge of skills moved the level to the other skill, or ended it. Conditions on the person and the skill of a row, and on the entry's level.
const merged = (action: 'moved' | 'merged', of: string, level: string) =>
  `EXISTS (SELECT FROM audit_entries l WHERE l.action = 'validated_skill.${action}' AND l.subject_type = 'validated_skill'
              AND l.profile_id = ${of}.profile_id AND l.skill_id = ${of}.skill_id AND ${level})`;
// Not the time of recording, which is the start of a merge that may have waited for the decision.
const mergedSince = (of: string, time: string) => merged('merged', of, `(l.details #>> '{before,validatedAt}')::timestamptz >= ${time}`);
const MOVED_HERE = merged(
  'moved',
  'e',
  "(l.details #>> '{after,validatedAt}')::timestamptz = e.last_validated_at AND l.details #>> '{after,level}' = e.proficiency_level::text",
);

const suggestions: LedgerCheck[] = [
  {
    name: 'one-pending-suggestion',
    rule: 'at most one suggestion is pending for a person and skill',
    examined: all('suggestions', "status = 'PENDING'"),
    violations: `SELECT concat('person ', profile_id, ', skill ', skill_id) AS sample FROM suggestions
                  WHERE status = 'PENDING' GROUP BY profile_id, skill_id HAVING count(*) > 1`,
  },
  rowsOf(
    'resolved-suggestions',
    'a pending suggestion has no decision, a decided one has a decider and a time, a granted one has a level, and no decision is about the decider',
    'suggestions g',
    suggestionSample,
    // A rejection may contain only the level that it withdrew.
    `(g.status = 'PENDING') <> (g.resolved_at IS NULL) OR (g.status = 'PENDING') <> (g.resolved_by_id IS NULL)
     OR (g.resolved_proficiency IS NULL AND ${GRANTED})
     OR (g.resolved_proficiency IS NOT NULL AND NOT (${GRANTED} OR (${WITHDRAWAL})))
     OR g.resolved_by_id = g.profile_id`,
  ),
  rowsOf(
    'suggestion-times',
    'no suggestion is dated in the future or decided before it was created',
    'suggestions g',
    suggestionSample,
    `g.created_at ${IN_FUTURE} OR g.resolved_at ${IN_FUTURE} OR g.resolved_at < g.created_at`,
  ),
  rowsOf(
    'granted-is-validated',
    'each granted level is validated, unless it was withdrawn later, or moved or ended by a merge of skills',
    'suggestions g',
    suggestionSample,
    `NOT EXISTS (SELECT FROM employee_skills e WHERE ${SAME_SKILL} AND e.last_validated_at >= g.resolved_at)
     AND NOT EXISTS (SELECT FROM suggestions o WHERE o.profile_id = g.profile_id AND o.skill_id = g.skill_id
                        AND o.source = 'SYSTEM_FLAG' AND o.status = 'REJECTED' AND o.resolved_at >= g.resolved_at AND ${NOT_RESTORED('o')})
     AND NOT ${mergedSince('g', 'g.resolved_at')}`,
    GRANTED,
  ),
  rowsOf(
    'withdrawn-is-gone',
    'no withdrawn skill is validated, unless it was validated again or restored',
    'suggestions g',
    suggestionSample,
    `EXISTS (SELECT FROM employee_skills e WHERE ${SAME_SKILL} AND e.last_validated_at <= g.resolved_at) AND ${NOT_RESTORED('g')}`,
    WITHDRAWAL,
  ),
  rowsOf(
    'withdrawals-explained',
    'each stored withdrawal belongs to a decision that withdrew this level, and has a comment',
    'withdrawn_levels w',
    "concat('suggestion ', w.suggestion_id)",
    `NOT EXISTS (SELECT FROM suggestions g JOIN decision_comments c ON c.profile_id = g.profile_id AND c.suggestion_id = g.id
                  WHERE g.profile_id = w.profile_id AND g.id = w.suggestion_id AND g.skill_id = w.skill_id AND ${WITHDRAWAL}
                    AND g.resolved_proficiency = w.proficiency_level)`,
  ),
  rowsOf(
    'restored-is-validated',
    'each restored level is validated, unless it was withdrawn again or its skill was merged, and was restored after the withdrawal by another person than the one who has it',
    'withdrawn_levels w',
    "concat('suggestion ', w.suggestion_id)",
    `w.restored_by_id = w.profile_id OR w.restored_at ${IN_FUTURE}
     OR w.restored_at < (SELECT g.resolved_at FROM suggestions g WHERE g.profile_id = w.profile_id AND g.id = w.suggestion_id)
     OR NOT EXISTS (SELECT FROM employee_skills e
                     WHERE e.profile_id = w.profile_id AND e.skill_id = w.skill_id AND e.last_validated_at >= w.last_validated_at)
        AND NOT EXISTS (SELECT FROM suggestions g WHERE g.profile_id = w.profile_id AND g.skill_id = w.skill_id AND g.id <> w.suggestion_id
                           AND ${WITHDRAWAL} AND g.resolved_at >= w.restored_at)
        AND NOT ${mergedSince('w', 'w.last_validated_at')}`,
    'w.restored_at IS NOT NULL',
  ),
  rowsOf(
    'comments-of-deciders',
    'each comment on a decision is from the person who decided, at the time of the decision',
    'decision_comments c',
    "concat('suggestion ', c.suggestion_id)",
    `NOT EXISTS (SELECT FROM suggestions g WHERE g.profile_id = c.profile_id AND g.id = c.suggestion_id AND g.resolved_by_id = c.author_id
                    AND g.resolved_at = c.created_at)`,
  ),
  rowsOf(
    'flag-of-a-skill',
    'each pending flag is about a validated skill',
    'suggestions g',
    suggestionSample,
    `NOT EXISTS (SELECT FROM employee_skills e WHERE ${SAME_SKILL})`,
    "g.source = 'SYSTEM_FLAG' AND g.status = 'PENDING'",
  ),
  rowsOf(
    'validated-by-another',
    'no skill is validated by the person who has it, or in the future',
    'employee_skills e',
    skillSample,
    `e.last_validated_by_id = e.profile_id OR e.last_validated_at ${IN_FUTURE}`,
  ),
  rowsOf(
    'validator-decided',
    'each validation with a validator was decided by that person, about this skill or one that was merged into it, and imported ones are marked as imported',
    'employee_skills e',
    skillSample,
    `NOT EXISTS (SELECT FROM suggestions g
                  WHERE e.profile_id = g.profile_id AND (e.skill_id = g.skill_id OR ${MOVED_HERE})
                    AND ${GRANTED} AND g.resolved_by_id = e.last_validated_by_id AND g.resolved_at = e.last_validated_at
                    AND g.resolved_proficiency = e.proficiency_level)`,
    'e.last_validated_by_id IS NOT NULL',
  ),
];

const mergedSkills: LedgerCheck = {
  name: 'merged-skills-unused',
  rule: 'no project declares a merged skill, and no validated level and no pending suggestion is about one',
  examined: all('skills', 'merged_into_id IS NOT NULL'),
  violations: `
    SELECT concat('skill ', k.id) AS sample FROM skills k
     WHERE k.merged_into_id IS NOT NULL
       AND (EXISTS (SELECT FROM project_skills ps WHERE ps.skill_id = k.id) OR EXISTS (SELECT FROM employee_skills e WHERE e.skill_id = k.id)
            OR EXISTS (SELECT FROM suggestions g WHERE g.skill_id = k.id AND g.status = 'PENDING'))`,
};

// tgtype: 1 for each row, 2 BEFORE, 16 UPDATE. 'A' (ALWAYS) also fires in replica mode.
const guards: LedgerCheck[] = [
  {
    name: 'one-pending-in-place',
    rule: 'a unique index prevents a second pending suggestion',
    examined: 'SELECT 1',
    violations: `
      SELECT 'suggestions' AS sample WHERE NOT EXISTS (
        SELECT FROM pg_index i
         WHERE i.indrelid = to_regclass('public.suggestions') AND i.indisunique AND i.indisvalid AND i.indisready AND i.indimmediate
           AND pg_get_expr(i.indpred, i.indrelid) = '(status = ''PENDING''::suggestion_status)' AND i.indexprs IS NULL
           AND (SELECT array_agg(a.attname::text ORDER BY a.attname) FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey::int2[]))
               = ARRAY['profile_id', 'skill_id'])`,
  },
  {
    name: 'decisions-stay',
    rule: 'a trigger enabled ALWAYS rejects changes of decisions',
    examined: 'SELECT 1',
    violations: `
      SELECT 'suggestions' AS sample WHERE NOT EXISTS (
        SELECT FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid
         WHERE t.tgrelid = to_regclass('public.suggestions') AND t.tgenabled = 'A' AND t.tgtype & 19 = 19 AND cardinality(t.tgattr::int2[]) = 0
           AND (t.tgqual IS NULL OR strpos(pg_get_triggerdef(t.oid), 'WHEN ((old.status <> ''PENDING''::suggestion_status))') > 0)
           AND f.proname = 'refuse_change_of_decision' AND f.prosrc ~* 'raise\\s+exception' AND f.prosrc !~* '\\mreturn\\M')`,
  },
  {
    name: 'server-cannot-rewrite',
    rule: 'the server role cannot delete a suggestion or change what was suggested',
    examined: 'SELECT 8',
    violations: `
      SELECT concat(privilege, ' on suggestions') AS sample FROM unnest(ARRAY['DELETE', 'TRUNCATE']) AS p(privilege)
       WHERE has_table_privilege('skilltrace_server', 'suggestions', privilege)
      UNION ALL
      SELECT concat('UPDATE of ', name) FROM unnest(ARRAY['id', 'profile_id', 'skill_id', 'suggested_proficiency', 'source', 'created_at']) AS c(name)
       WHERE has_column_privilege('skilltrace_server', 'suggestions', name, 'UPDATE')`,
  },
];

/** The rules of the validation ledger, and the database objects that enforce them. */
export const validationChecks: readonly LedgerCheck[] = [...suggestions, mergedSkills, ...guards];
