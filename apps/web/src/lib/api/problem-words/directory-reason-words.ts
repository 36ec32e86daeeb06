import { t } from '@lingui/core/macro';
import type { directoryReasons } from '@skilltrace/contract';
import { contradictionInWords } from './names.ts';
import type { SentencesOf } from './sentences.ts';

/** Why the server rejected an entry of an organization file, in the language of the browser. In English as in `directoryReasons`. */
export const directoryReasonWords: SentencesOf<typeof directoryReasons> = {
  no_person_with_address: ({ email }) => t`There is no person with the address ${email}.`,
  no_skill_with_name: ({ skill }) => t`There is no skill ${skill}.`,
  no_project_with_external_id: ({ externalId }) => t`There is no project with the externalId ${externalId}.`,
  refers_to_rejected: ({ entry }) => t`This entry refers to ${entry}, which was rejected.`,
  contradicts_entry: ({ entry }, { subject }) => contradictionInWords(entry, subject),

  entry_of_erased: () => t`This person was erased.`,
  address_of_erased_person: () => t`This address belongs to an erased person.`,
  several_addresses: () => t`The file gives one externalId several addresses, including this one.`,
  address_of_another: ({ email }) => t`The address ${email} belongs to another person.`,
  address_of_another_than: ({ email, externalId }) =>
    t`The address ${email} belongs to another person, and this entry has the externalId ${externalId}.`,
  address_of_owner: ({ email, owner }) => t`The address ${email} belongs to the person with the externalId ${owner}.`,
  address_of_owner_not: ({ email, owner, externalId }) =>
    t`The address ${email} belongs to the person with the externalId ${owner}, and this entry has the externalId ${externalId}.`,
  admin_must_remain: () => t`At least one admin who can sign in must remain.`,
  person_has_left: () => t`This person has left.`,

  tech_lead_has_left: () => t`The Tech Lead has left.`,
  declared_skill_inactive: ({ skill }) => t`The skill ${skill} is inactive.`,
  completed_status_kept: () => t`The status of a completed project cannot be changed.`,
  archived_not_completed: () => t`An archived project cannot be completed.`,
  closed_scope_kept: () => t`The declared skills of a project that is not active cannot be changed.`,
  completed_at_needs_status: () => t`The field completedAt needs the status completed.`,
  completion_kept: ({ at }) => t`The project was completed at ${at}. This time cannot be changed.`,
  active_after_completion: ({ at }) => t`The project was still active at ${at}, which is after completedAt.`,

  end_before_start: () => t`The field endedAt must not be before startedAt.`,
  end_before_known_start: ({ at }) => t`The assignment started at ${at}, which is after endedAt.`,
  end_before_last_update: () => t`The person posted an update after this end.`,
  end_kept: ({ at }) => t`The assignment ended at ${at}. This time cannot be changed.`,
  end_needs_start: () => t`A new assignment with an end needs startedAt.`,
  closed_project_needs_start: ({ at }) => t`The project was active until ${at}. A new assignment needs startedAt.`,
  archived_project_needs_end: () => t`The project is archived. A new assignment needs endedAt.`,
  start_after_close: ({ at }) => t`The project was active until ${at}.`,
  end_after_completion: ({ at }) => t`The project was completed at ${at}.`,

  acting_person: () => t`The file is imported on behalf of this person, and people cannot import their own skills.`,
  validated_by_oneself: () => t`People cannot validate their own skills.`,
  decided_by_lead: ({ at }) => t`A Tech Lead decided about this skill at ${at}. An import cannot change this.`,
  withdrawn_by_lead: ({ at }) => t`A Tech Lead withdrew this skill at ${at}. An import cannot change this.`,
  suggested_skill_inactive: () => t`This skill is inactive.`,
  validated_at_that_level: () => t`This skill is already validated at that level.`,
  flag_needs_validation: () => t`A SYSTEM_FLAG requires a validated skill, and this skill is not validated.`,
  flag_needs_age: ({ days }) => t`A SYSTEM_FLAG requires a validation that was older than ${days} days at that time.`,
  flag_needs_tag: () => t`A SYSTEM_FLAG requires an active assignment of the person that is tagged with the skill.`,
};
