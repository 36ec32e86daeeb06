/**
 * Every table and view of the schema. One that is missing here is reported by `skilltrace ledger verify`, because a
 * table that nobody decided on could be a stored total: charts are computed from signals when asked for, and no
 * aggregate is kept. Whoever adds a table says so here; a test compares the list with the migrated database.
 */
export const knownTables: readonly string[] = [
  'active_assignments',
  'api_tokens',
  'assignments',
  'audit_entries',
  'audit_origins',
  'auth_accounts',
  'auth_sessions',
  'auth_verifications',
  'employee_skills',
  'erased_fingerprints',
  'former_identities',
  'idempotency_keys',
  'invitations',
  'ledger_checkpoint_parts',
  'ledger_checkpoints',
  'ledger_clusters',
  'mentorship_sessions',
  'profiles',
  'progress_updates',
  'project_leads',
  'project_skills',
  'projects',
  'schema_migrations',
  'schema_repeatables',
  'shared_skills',
  'sign_in_failures',
  'signal_ledger',
  'skill_former_names',
  'skills',
  'suggestions',
  'user_skill_signals',
  'work_readers',
];
