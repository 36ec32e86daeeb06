const UNCHANGEABLE = 'databases keep the checksum of each migration that they have applied';

/**
 * Places where a construction may remain: in this file, on a line with this text.
 * @type {{ path: string, text: string, reason: string }[]}
 */
export const ALLOWED = [
  { path: 'apps/server/database/migrations/0023_baseline.sql', text: 'signs nobody in', reason: UNCHANGEABLE },
  { path: 'apps/server/database/migrations/0025_what_credentials_give.sql', text: 'everybody behind the token', reason: UNCHANGEABLE },
  { path: 'apps/server/database/migrations/0033_ledger_checkpoints.sql', text: 'by whoever owns the database', reason: UNCHANGEABLE },
  {
    path: 'scripts/sentences/free-standing-subject.mjs',
    text: '"Who was erased is nobody"',
    reason: 'the example of what the check rejects',
  },
  {
    path: 'scripts/sentences/free-standing-subject.mjs',
    text: '"What is larger, is refused"',
    reason: 'the example of what the check rejects',
  },
];
