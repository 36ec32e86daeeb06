import type { ProjectNotes } from '../write-note.js';

export const keystoneNotes: ProjectNotes = {
  work: [
    'the authorization code flow with PKCE',
    'rotation of refresh tokens',
    'the consent screen for partners',
    'moving driver accounts without new passwords',
    'rate limits on the token endpoint',
    'the threat model of account recovery',
    'the signing keys and how they are rolled',
    'audit events for each grant',
    'the device flow for handhelds',
    'revoking all sessions of an account',
    'the last of the four old sign-ins',
    'load tests of the token endpoint',
    'storage of grants in PostgreSQL',
    'the partner sandbox',
  ],
  puzzles: [
    ['some drivers were signed out at midnight', 'the clock of two handhelds ran a day ahead'],
    ['tokens were refused for a minute after each roll', 'one service cached the keys longer than the header says'],
    ['a partner could not sign in', 'their redirect address ended in a slash that was never registered'],
    ['recovery mails arrived twice', 'the retry did not know that the first had been accepted'],
  ],
  findings: [
    '#12-90 thousand accounts moved, #0-14 had to be looked at by hand.',
    '#600-1900 tokens a second on two small machines.',
    'The review found #1-5 points, all of them fixed.',
    'Old sign-in is down to #1-9 % of the traffic.',
    'The attack from the threat model now fails in a test.',
  ],
  next: ['Next: the partners.', 'The external review begins on Monday.', 'Will remove the old tables after the retention time.'],
};
