import { proposeSkill } from '../taxonomy/proposals/propose-skill.js';
import type { Transaction } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';
import { emailOf } from './demo-people.js';

const PERSON = 'SELECT id FROM profiles WHERE email = $1';

/** Skills that people miss in the taxonomy of the demo. Two people miss the same one, so one answer is for both. */
const PROPOSALS = [
  { address: 'mateusz.zielinski', name: 'OpenTelemetry', reason: 'We trace requests with it on every project.' },
  { address: 'siobhan.byrne', name: 'OpenTelemetry', reason: 'Observability is too wide for what I do with it.' },
  { address: 'david.goldberg', name: 'Playwright', reason: 'Our browser tests use it.' },
];

/** Loads skills that people suggested and that wait for an admin. They have the time of the load, because the server's role cannot set another. */
export async function loadDemoProposals(transaction: Transaction): Promise<void> {
  for (const { address, name, reason } of PROPOSALS) {
    const { id } = singleRow(await transaction.query<{ id: number }>(PERSON, [emailOf(address)]));
    await proposeSkill(transaction, id, { name, reason });
  }
}
