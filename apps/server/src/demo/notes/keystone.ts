import type { ProjectNotes } from '../write-note.js';

export const keystoneNotes: ProjectNotes = {
  work: [
    'the authorization code flow with PKCE',
    'rotation of refresh tokens',
    'the consent screen for partners',
    'the migration of driver accounts',
    'rate limits on the token endpoint',
    'the threat model of account recovery',
    'rotation of the signing keys',
    'audit events for each grant',
    'the device flow for handhelds',
    'the button that revokes all sessions of an account',
    'the last of the four old sign-ins',
    'load testing for the token endpoint',
    'storage of grants in PostgreSQL',
    'the partner sandbox',
  ],
  puzzles: [
    ['some drivers were signed out at midnight', 'the clocks on two handhelds were a day ahead'],
    ['tokens were rejected for a minute after each key rotation', 'one service cached the keys for too long'],
    ['a partner could not sign in', 'their redirect URI had a trailing slash that was not registered'],
    ['recovery emails arrived twice', 'the retry did not check whether the first one had been accepted'],
  ],
  findings: [
    '#12-90 thousand accounts are migrated; #0-14 needed manual work.',
    'Handles #600-1900 tokens per second on two small machines.',
    'The review found #2-5 issues, all fixed now.',
    'The old sign-in is down to #1-9% of the traffic.',
    'The attack from the threat model now fails in a test.',
  ],
  next: ['Next: the partners.', 'The external review begins on Monday.', 'Will drop the old tables after the retention period.'],
};
