import type { Statement } from '../platform/database/connection.js';

/**
 * The signals that a chart covers: all signals of one person, those from one project, or those that a viewer may read one by
 * one; all signals from a project; or all signals of the organization.
 */
export type Scope =
  | { readonly of: 'person'; readonly id: number }
  | { readonly of: 'personOnProject'; readonly id: number; readonly projectId: number }
  | { readonly of: 'personForViewer'; readonly id: number; readonly viewerId: number }
  | { readonly of: 'project'; readonly id: number }
  | { readonly of: 'organization'; readonly id: null };

export const organization: Scope = { of: 'organization', id: null };

const RECORDED = "recorded_at <= coalesce($2::timestamptz, 'infinity')";
// Statements without a name are planned for their values, so without `asOf` no row is compared: that saves a tenth of a read of everything.
const RECORDED_IF_ASKED = '($2::timestamptz IS NULL OR recorded_at <= $2::timestamptz)';

// No signal is recorded before its event (a CHECK of the ledger), so the range in the index may end at the `asOf`, too. A range with an
// unknown end also makes PostgreSQL reuse the plan of a prepared statement. Without it, PostgreSQL expects the average person to have
// more signals than this one, and plans each time.
const UNTIL_AS_OF = "created_at BETWEEN '-infinity' AND coalesce($2::timestamptz, 'infinity')";

const [PERSON, OTHER] = ['($1::bigint[])[1]', '($1::bigint[])[2]'];

const readableBy = (viewer: string) => `SELECT project_id FROM work_readers WHERE profile_id = ${viewer}`;

// Parameters 1 (scope) and 2 (as of) are the same in all statements, so other parameters start at 3.
const signals: Readonly<Record<Scope['of'], string>> = {
  person: `(SELECT * FROM signal_ledger WHERE user_id = $1 AND ${UNTIL_AS_OF} AND ${RECORDED})`,
  personOnProject: `(SELECT * FROM signal_ledger WHERE user_id = ${PERSON} AND project_id = ${OTHER} AND ${RECORDED})`,
  personForViewer: `(SELECT * FROM signal_ledger WHERE user_id = ${PERSON} AND project_id IN (${readableBy(OTHER)}) AND ${RECORDED})`,
  project: `(SELECT * FROM signal_ledger WHERE project_id = $1 AND ${RECORDED_IF_ASKED})`,
  organization: `(SELECT * FROM signal_ledger WHERE $1::bigint IS NULL AND ${RECORDED_IF_ASKED})`,
};

/** The signals from the project `$1` as of `$2`. */
export const SIGNALS_FROM_PROJECT = signals.project;
/** All signals as of `$2`. */
export const SIGNALS_OF_ORGANIZATION = signals.organization;

/** Parameter 1 of a scope's statement: one id, or two ids in an array, so that other parameters keep their numbers. */
export function scopeParameter(scope: Scope): number | null | [person: number, other: number] {
  if (scope.of === 'personOnProject') return [scope.id, scope.projectId];
  return scope.of === 'personForViewer' ? [scope.id, scope.viewerId] : scope.id;
}

/**
 * Builds the same statement for each scope from a template. Only the statement for one person is prepared by name. The number
 * of rows for the others varies so much between projects that a new plan for each query is worth its cost.
 */
export function forEachScope(name: string, text: (signals: string) => string): Readonly<Record<Scope['of'], Statement>> {
  return {
    person: { name: `${name}_of_person`, text: text(signals.person) },
    personOnProject: { text: text(signals.personOnProject) },
    personForViewer: { text: text(signals.personForViewer) },
    project: { text: text(signals.project) },
    organization: { text: text(signals.organization) },
  };
}
