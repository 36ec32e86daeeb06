import type { LedgerCheck } from './ledger-check.js';

interface Logged {
  name: string;
  rule: string;
  table: string;
  /** The name of the subject in the audit log and in findings. */
  subject: string;
  /** The actions of entries that create and delete a row. */
  created: string;
  deleted: string;
  /** By key of an entry's `after`: the condition under which row `t` differs from its latest value `logged`. */
  differs?: Record<string, string>;
}

/**
 * Compares a table with the audit log. Since the start of the log, each row has an entry that created it, no row was deleted
 * without an entry, and each row matches its latest entries. Earlier rows, by id, are not checked.
 */
function asLogged({ name, rule, table, subject, created, deleted, differs = {} }: Logged): LedgerCheck {
  const found = Object.entries(differs).map(
    ([key, condition]) => `
      UNION ALL
      SELECT concat('${subject} ', t.id, ': ${key}') FROM ${table} t
        JOIN (SELECT DISTINCT ON (subject_id) subject_id, details #>> '{after,${key}}' AS logged FROM audit_entries
               WHERE subject_type = '${subject}' AND jsonb_exists(details -> 'after', '${key}') ORDER BY subject_id, id DESC) l ON l.subject_id = t.id
       WHERE ${condition}`,
  );
  return {
    name,
    rule,
    examined: `SELECT count(DISTINCT subject_id) FROM audit_entries WHERE subject_type = '${subject}'`,
    violations: `
      SELECT concat('${subject} ', t.id, ': not created by anyone') AS sample FROM ${table} t
       WHERE t.id > (SELECT min(subject_id) FROM audit_entries WHERE action IN (${created}))
         AND NOT EXISTS (SELECT FROM audit_entries e WHERE e.action IN (${created}) AND e.subject_id = t.id)
      UNION ALL
      SELECT concat('${subject} ', c.subject_id, ': gone') FROM audit_entries c
       WHERE c.action IN (${created}) AND NOT EXISTS (SELECT FROM ${table} t WHERE t.id = c.subject_id)
         AND NOT EXISTS (SELECT FROM audit_entries d WHERE d.action IN (${deleted}) AND d.subject_id = c.subject_id) ${found.join('')}`,
  };
}

/** Compares the tables with the audit log, which shows changes that bypassed it. */
export const loggedChecks: readonly LedgerCheck[] = [
  asLogged({
    name: 'people-logged',
    rule: 'people, their admin rights and their status match the audit log',
    table: 'profiles',
    subject: 'person',
    created: "'person.created'",
    deleted: "'person.deleted'",
    differs: { isAdmin: 'l.logged::boolean <> t.is_admin', isActive: 'l.logged::boolean <> (t.deactivated_at IS NULL)' },
  }),
  asLogged({
    name: 'projects-logged',
    rule: 'projects, their status and their Tech Lead match the audit log',
    table: 'projects',
    subject: 'project',
    created: "'project.created'",
    deleted: "'project.deleted'",
    differs: { status: 'l.logged <> t.status::text', techLeadId: 'l.logged::bigint <> t.tech_lead_id' },
  }),
  asLogged({
    name: 'skills-logged',
    rule: 'skills, their names and merges match the audit log',
    table: 'skills',
    subject: 'skill',
    created: "'skill.created'",
    deleted: "'skill.deleted'",
    differs: {
      name: 'l.logged <> t.skill_name',
      isActive: 'l.logged::boolean <> t.is_active',
      mergedIntoId: 'l.logged::bigint IS DISTINCT FROM t.merged_into_id',
    },
  }),
  asLogged({
    name: 'assignments-logged',
    rule: 'assignments, their times and tags match the audit log',
    table: 'assignments',
    subject: 'assignment',
    created: "'assignment.started'",
    deleted: "'assignment.deleted'",
    differs: {
      startedAt: 'l.logged::timestamptz <> t.started_at',
      endedAt: 'l.logged::timestamptz IS DISTINCT FROM t.ended_at',
      tags: 'l.logged::jsonb <> to_jsonb(t.tags)',
    },
  }),
  asLogged({
    name: 'tokens-logged',
    rule: 'API tokens match the audit log',
    table: 'api_tokens',
    subject: 'api_token',
    created: "'api_token.created'",
    deleted: "'api_token.deleted'",
  }),
  {
    name: 'revocations-logged',
    rule: 'the revocation of each API token matches the audit log',
    examined: "SELECT count(*) FROM audit_entries WHERE action = 'api_token.revoked'",
    violations: `
      SELECT concat('api_token ', t.id) AS sample FROM api_tokens t
       WHERE (t.revoked_at IS NOT NULL) <> EXISTS (SELECT FROM audit_entries e WHERE e.action = 'api_token.revoked' AND e.subject_id = t.id)
         AND EXISTS (SELECT FROM audit_entries e WHERE e.action = 'api_token.created' AND e.subject_id = t.id AND e.details #> '{after,revokedAt}' IS NULL)
         AND (t.revoked_at IS NULL OR t.revoked_at > t.created_at)`,
  },
  asLogged({
    name: 'sign-ins-logged',
    rule: 'passwords and other ways to sign in match the audit log',
    table: 'auth_accounts',
    subject: 'sign_in',
    created: "'sign_in.password_set', 'sign_in.added'",
    deleted: "'sign_in.removed'",
  }),
  {
    name: 'scope-logged',
    rule: 'declared skills of projects match the audit log',
    examined: "SELECT count(*) FROM audit_entries WHERE action IN ('project_scope.added', 'project_scope.removed')",
    violations: `
      SELECT concat('project ', coalesce(ps.project_id, l.project_id), ', skill ', coalesce(ps.skill_id, l.skill_id)) AS sample
        FROM project_skills ps FULL JOIN (
          SELECT DISTINCT ON (project_id, skill_id) project_id, skill_id, action FROM audit_entries
           WHERE action IN ('project_scope.added', 'project_scope.removed') ORDER BY project_id, skill_id, id DESC
        ) l ON l.project_id = ps.project_id AND l.skill_id = ps.skill_id
       WHERE CASE WHEN l.action IS NOT NULL THEN (l.action = 'project_scope.added') <> (ps.skill_id IS NOT NULL)
                  ELSE EXISTS (SELECT FROM audit_entries e WHERE e.action = 'project.created' AND e.subject_id = ps.project_id) END`,
  },
  {
    name: 'validators-logged',
    rule: 'level, time and validator of each validated skill match the latest entry in the audit log, and none was deleted without an entry',
    examined: "SELECT count(*) FROM audit_entries WHERE subject_type = 'validated_skill'",
    violations: `
      SELECT concat('person ', l.profile_id, ', skill ', l.skill_id) AS sample
        FROM (SELECT DISTINCT ON (profile_id, skill_id) * FROM audit_entries
               WHERE subject_type = 'validated_skill' ORDER BY profile_id, skill_id, id DESC) l
        LEFT JOIN employee_skills e ON e.profile_id = l.profile_id AND e.skill_id = l.skill_id
       WHERE CASE WHEN l.action IN ('validated_skill.withdrawn', 'validated_skill.merged') THEN e.skill_id IS NOT NULL
                  ELSE (l.details #>> '{after,level}', (l.details #>> '{after,validatedAt}')::timestamptz, (l.details #>> '{after,validatedById}')::bigint)
                       IS DISTINCT FROM (e.proficiency_level::text, e.last_validated_at::timestamptz, e.last_validated_by_id) END`,
  },
  {
    name: 'deciders-logged',
    rule: 'person and level of each decision match its entry in the audit log, and none was deleted without an entry',
    examined: "SELECT count(*) FROM audit_entries WHERE subject_type = 'suggestion'",
    violations: `
      SELECT concat('suggestion ', l.subject_id) AS sample
        FROM audit_entries l LEFT JOIN suggestions g ON g.profile_id = l.profile_id AND g.id = l.subject_id
       WHERE l.action IN ('suggestion.approved', 'suggestion.adjusted', 'suggestion.rejected')
         AND NOT EXISTS (SELECT FROM audit_entries d WHERE d.action = 'suggestion.deleted' AND d.subject_id = l.subject_id)
         AND ((l.details #>> '{after,resolvedById}')::bigint, l.details #>> '{after,level}', l.skill_id)
             IS DISTINCT FROM (g.resolved_by_id, g.resolved_proficiency::text, g.skill_id)`,
  },
  {
    name: 'origins-used',
    rule: 'each origin has at least one entry',
    examined: 'SELECT count(*) FROM audit_origins',
    violations: `SELECT concat('origin ', o.id) AS sample FROM audit_origins o WHERE NOT EXISTS (SELECT FROM audit_entries e WHERE e.origin_id = o.id)`,
  },
];
