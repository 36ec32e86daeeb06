/**
 * Every sentence about an entry of an organization file that was rejected, by its reason, like the `reasons` of problems. An entry with
 * invalid fields has `fieldReasons` instead. `{at}` is a time, and `{entry}` another entry, such as `projects.3`.
 */
export const directoryReasons = {
  // References
  no_person_with_address: 'There is no person with the address {email}.',
  no_skill_with_name: 'There is no skill {skill}.',
  no_project_with_external_id: 'There is no project with the externalId {externalId}.',
  refers_to_rejected: 'This entry refers to {entry}, which was rejected.',
  contradicts_entry: '{entry} contradicts this entry about the same {subject}.',

  // People
  entry_of_erased: 'This person was erased.',
  address_of_erased_person: 'This address belongs to an erased person.',
  several_addresses: 'The file gives one externalId several addresses, including this one.',
  address_of_another: 'The address {email} belongs to another person.',
  address_of_another_than: 'The address {email} belongs to another person, and this entry has the externalId {externalId}.',
  address_of_owner: 'The address {email} belongs to the person with the externalId {owner}.',
  address_of_owner_not:
    'The address {email} belongs to the person with the externalId {owner}, and this entry has the externalId {externalId}.',
  admin_must_remain: 'At least one admin who can sign in must remain.',
  person_has_left: 'This person has left.',

  // Projects
  tech_lead_has_left: 'The Tech Lead has left.',
  declared_skill_inactive: 'The skill {skill} is inactive.',
  completed_status_kept: 'The status of a completed project cannot be changed.',
  archived_not_completed: 'An archived project cannot be completed.',
  closed_scope_kept: 'The declared skills of a project that is not active cannot be changed.',
  completed_at_needs_status: 'The field completedAt needs the status completed.',
  completion_kept: 'The project was completed at {at}. This time cannot be changed.',
  active_after_completion: 'The project was still active at {at}, which is after completedAt.',

  // Assignments
  end_before_start: 'The field endedAt must not be before startedAt.',
  end_before_known_start: 'The assignment started at {at}, which is after endedAt.',
  end_before_last_update: 'The person posted an update after this end.',
  end_kept: 'The assignment ended at {at}. This time cannot be changed.',
  end_needs_start: 'A new assignment with an end needs startedAt.',
  closed_project_needs_start: 'The project was active until {at}. A new assignment needs startedAt.',
  archived_project_needs_end: 'The project is archived. A new assignment needs endedAt.',
  start_after_close: 'The project was active until {at}.',
  end_after_completion: 'The project was completed at {at}.',

  // Validated skills and suggestions
  acting_person: 'The file is imported on behalf of this person, and people cannot import their own skills.',
  validated_by_oneself: 'People cannot validate their own skills.',
  decided_by_lead: 'A Tech Lead decided about this skill at {at}. An import cannot change this.',
  withdrawn_by_lead: 'A Tech Lead withdrew this skill at {at}. An import cannot change this.',
  suggested_skill_inactive: 'This skill is inactive.',
  validated_at_that_level: 'This skill is already validated at that level.',
  flag_needs_validation: 'A SYSTEM_FLAG requires a validated skill, and this skill is not validated.',
  flag_needs_age: 'A SYSTEM_FLAG requires a validation that was older than {days} days at that time.',
  flag_needs_tag: 'A SYSTEM_FLAG requires an active assignment of the person that is tagged with the skill.',
} as const;

export type DirectoryReason = keyof typeof directoryReasons;
/** A sentence of the table, as it is written where the entry is rejected. */
export type DirectorySentence = (typeof directoryReasons)[DirectoryReason];

const reasonBySentence = new Map(Object.entries(directoryReasons).map(([reason, sentence]) => [sentence, reason as DirectoryReason]));

/** The reason of a sentence. */
export function directoryReasonOf(sentence: DirectorySentence): DirectoryReason {
  const reason = reasonBySentence.get(sentence);
  if (reason === undefined) throw new Error(`No reason has the sentence ${sentence}`);
  return reason;
}

/** What two entries can contradict each other about. */
export const contradictionSubjects = ['skill', 'person', 'project', 'assignment', 'validated skill', 'suggestion'] as const;
export type ContradictionSubject = (typeof contradictionSubjects)[number];
