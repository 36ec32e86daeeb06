import { EVIDENCE_WEEKS, MOST_RECENT_SIGNALS } from '@skilltrace/domain/limits';
import { EXCERPT_SOURCE } from './evidence-excerpt.js';

// The text of an update is shown only for projects that the caller `$1` leads or is on, and to admins, for whom `$3` is true.
const READABLE = 'CASE WHEN NOT $3::boolean THEN ARRAY(SELECT project_id FROM work_readers WHERE profile_id = $1) END';

/**
 * A common table expression that is evaluated once: the end of the weeks of evidence, which is `$2` or the database's clock, and the projects whose
 * work the caller may see. Statements that use `EVIDENCE_OF_PERSON` need it in their FROM clause.
 */
export const ASKED = `asked AS MATERIALIZED (
    SELECT coalesce($2::timestamptz, date_trunc('milliseconds', now())) AS at, ${READABLE} AS readable_projects)`;

/**
 * The evidence about the person `w.profile_id` for the skills `w.skill_ids`, which were validated at `w.validated_ats` (null if not
 * validated), for use in a FROM clause after `w` and `asked` (`database/functions/validation/evidence_of_person.sql`).
 */
export const EVIDENCE_OF_PERSON = `
  LATERAL evidence_of_person(w.profile_id, w.skill_ids, w.validated_ats, asked.at, ${EVIDENCE_WEEKS}, ${MOST_RECENT_SIGNALS},
                             ${EXCERPT_SOURCE + 1}, asked.readable_projects)`;
