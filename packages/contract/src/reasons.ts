/**
 * Every sentence that a problem can carry, by its reason: more exact than the code, and as stable. `{name}` is the parameter of that
 * name. A reason never changes its meaning, so that a client can have sentences of its own, in any language.
 */
export const reasons = {
  // Requests
  request_unreadable: 'The request cannot be read.',
  request_refused: 'The server does not accept this request.',
  invalid_request: 'The request does not match the schema of this route.',
  no_route: 'No route exists at this address.',
  method_not_supported: 'This route does not support this method.',
  route_closed: 'This route is closed.',
  unknown_host:
    'This server does not accept requests for this host. Its operator must set PUBLIC_URL to the address that people use, or add the host to ALLOWED_HOSTS.',
  other_site: 'This request comes from another site.',
  body_too_large: 'The body is larger than this route accepts.',
  compressed_body: 'The server does not accept compressed bodies.',
  media_type: 'This route does not accept this content type.',
  media_type_expected: 'This route accepts {mediaType}.',
  not_utf8: 'The content type must not name a character set other than UTF-8.',
  key_in_use: 'The first request with this key is still running.',
  key_reused: 'This Idempotency-Key was used for another request.',
  answer_deleted: 'This request was processed before and is not repeated. Its stored response was deleted when a person was erased.',
  not_found: 'This {resource} does not exist.',

  // Signing in
  not_signed_in: 'Sign in, or send an API token.',
  wrong_credentials: 'The e-mail address or the password is wrong.',
  too_many_attempts: 'Too many attempts failed. Try again in {minutes} min.',
  too_many_sign_ins: 'Too many people are signing in right now. Try again in a few seconds.',
  signed_out_nothing_created: 'You were signed out. Nothing was created.',
  signed_out_password_kept: 'You were signed out. Your password was not changed.',
  persona_without_password: 'Demo personas have no password to change.',

  // Who may do what
  browser_only: 'API tokens cannot do this. Sign in with a browser.',
  admins_only: 'Only admins may do this.',
  admins_set_fields: 'Only admins may set {fields}.',
  admins_set_tech_lead: 'Only admins may set techLeadId.',
  admins_request_for_others: 'Only admins may request a session on behalf of another person.',
  active_admin_only: 'Only an active admin with a valid token may give access to other people.',
  person_or_admins_only: 'Only this person and admins may do this.',
  person_and_leads_see: 'Only this person, Tech Leads of active projects and admins may see this.',
  leads_see: 'Only Tech Leads of active projects and admins may see this.',
  not_shared: 'Only this person, Tech Leads of active projects and admins may see this, because the person does not share it.',
  person_sets_sharing: 'Only the person may change whether their validated skills are shared.',
  person_sets_language: 'Only the person may change the language of their pages.',
  members_see: 'Only members of this project, its Tech Lead and admins may see this.',
  members_see_updates: 'Only members of this project, its Tech Lead and admins may see its updates.',
  members_see_work: 'Only this person, members of the project, its Tech Lead and admins may see what was done on it.',
  author_and_members_see: 'Only the author, members of this project, its Tech Lead and admins may see this update.',
  members_do: 'Only active members of the project may do this.',
  members_share: 'You can share a view only with a project that you are on or lead.',
  lead_does: 'Only the Tech Lead of this project and admins may do this.',
  lead_sets_role: 'Only the Tech Lead of this project and admins may set role and tags.',
  lead_or_person_does: 'Only the Tech Lead of this project, the person and admins may do this.',
  leads_have_inbox: 'Only Tech Leads and admins have a Validation Inbox.',
  restoring_own_level: 'You cannot restore a level of your own skills.',
  not_restored_by_person: 'Only the person who withdrew this level and admins may restore it.',
  author_changes: 'Only the author may change a progress update.',
  mentor_sets_status: 'Only the mentor may set a session to {to}.',
  participants_schedule: 'Only the intern and the mentor may schedule a session.',

  // What the current state does not allow
  already_on_project: 'This person is already on the project.',
  assignment_ended: 'This assignment has ended. Its end cannot be changed.',
  external_id_taken: 'Another project has this externalId.',
  project_completed: 'A completed project cannot be reactivated.',
  project_not_active: 'The project is {status}.',
  project_no_longer_active: 'The project is no longer active.',
  person_inactive: 'This person is no longer active.',
  participant_inactive: 'One of these people is no longer active.',
  person_erased: 'This person has been erased.',
  belongs_to_erased: 'This belongs to an erased person and cannot be added again.',
  address_of_erased: 'A person with this e-mail address was erased. If this person has returned and agrees, send "admitErased": true.',
  address_taken: 'A person with this e-mail address already exists.',
  last_admin: 'This is the last admin who can sign in. Make another person who has a password an admin first.',
  last_admin_stays: 'This is the last admin who can sign in.',
  erasing_oneself: 'You cannot erase yourself. Ask another admin.',
  view_name_taken: 'You already have a view with this name.',
  too_many_views: 'You have {max} saved views, which is the maximum. Delete one first.',
  skill_name_taken: 'A skill with this name already exists.',
  former_skill_name: 'This is a former name of another skill, and files may still use it for that skill. Choose another name.',
  skill_has_name: 'The skill {skillName} already has this name or alias.',
  already_proposed: 'You already proposed this name. It waits for the answer of an admin.',
  too_many_proposals: 'You have {max} proposed skills that wait for an answer, which is the maximum.',
  already_answered: 'This proposed skill was already answered.',
  skill_already_merged: 'This skill was already merged into {skillName}.',
  skill_was_merged: 'This skill was merged into another one.',
  suggestions_to_decide: 'Some pending suggestions must be decided before the merge: {count}.',
  skill_inactive: 'This skill is no longer active.',
  named_skill_inactive: 'The skill {skillName} is no longer active.',
  skill_outside_scope: 'A skill is unknown or outside the declared scope of the project.',
  already_pending: 'A suggestion for this skill is already pending.',
  already_validated: 'This skill is already validated as {proficiencyLevel}.',
  already_restored: 'This level was already restored.',
  decided_since: 'A later decision is about this skill, so the withdrawn level cannot be restored.',
  session_move: 'A session that is {status} cannot be set to {to}.',
  session_not_scheduled: 'A session that is {status} cannot be scheduled.',
  signals_without_event: 'No event of this person explains these signals.',
  missing_record: 'The request refers to a record that does not exist.',
  duplicate_value: 'A record with the same unique value already exists.',
  value_rejected: 'The database rejected this value.',
  being_changed: 'Another request is changing this right now. Try again.',

  // Values that only the database can judge
  time_in_future: 'The time is in the future.',
  time_out_of_range: 'A time is out of range.',
  not_one_visible_line: 'A name, an address or an external id must be one visible line.',
  character_not_storable: 'A text contains a character that cannot be stored.',

  // Load and failures
  too_many_requests: 'You have too many requests running. The server did not process this one. Try again shortly.',
  overloaded: 'The server is overloaded. It did not process this request. Try again shortly.',
  many_large_bodies: 'The server is already reading several large bodies. Try again shortly.',
  conflicting_change: 'This change conflicted with a simultaneous change. Nothing was saved. Try again.',
  database_busy: 'The server is overloaded. Nothing was saved. Try again shortly.',
  database_away: 'The database does not respond right now. Nothing was saved. Try again shortly.',
  database_lost:
    'The connection to the database was lost. The change may have been saved. It is safe to try again with the same Idempotency-Key.',
  database_read_only: 'The database is read-only right now. Nothing was saved.',
  database_full: 'The disk of the database is full. Nothing was saved. An operator must free disk space.',
  database_out_of_memory: 'The database is short of memory. Nothing was saved. Try again later.',
  database_slow: 'The database took too long. Nothing was saved. Try again later, or request less.',
  database_disk: 'The database cannot reach its disk. Nothing was saved.',
  database_login: 'The database login of the server has rights that it must not have. Nothing was saved.',
  internal: 'Something went wrong on our side. Nothing was saved.',

  // Lines of an import
  line_too_long: 'The line has more than {max} bytes.',
  line_not_utf8: 'The line must be UTF-8.',
  line_not_json: 'The line must be JSON: {problem}.',
  line_with_field_twice: 'The line must not have the field "{field}" twice in one object.',
  update_of_erased: 'The person of this update was erased.',
  not_assigned_then: 'The person was not assigned to the project at that time.',
  project_not_active_then: 'The project was not active at that time.',

  // Imports from git, on the command line
  unknown_tech_lead: '--tech-lead {techLead} is neither an existing person nor an author in this history.',
  no_tech_lead: 'No author in this history can lead the project. Choose a Tech Lead with --tech-lead.',
} as const;

export type Reason = keyof typeof reasons;
/** A sentence of the table, as it is written where the problem arises. */
export type Sentence = (typeof reasons)[Reason];

const reasonBySentence = new Map(Object.entries(reasons).map(([reason, sentence]) => [sentence, reason as Reason]));

/** The reason of a sentence. */
export function reasonOfSentence(sentence: Sentence): Reason {
  const reason = reasonBySentence.get(sentence);
  if (reason === undefined) throw new Error(`No reason has the sentence ${sentence}`);
  return reason;
}

/** What `This {resource} does not exist.` can be about. */
export const resources = [
  'API token',
  'assignment',
  'demo',
  'invitation',
  'mentorship session',
  'person',
  'progress update',
  'project',
  'proposed skill',
  'saved view',
  'session',
  'skill',
  'suggestion',
] as const;
export type Resource = (typeof resources)[number];
