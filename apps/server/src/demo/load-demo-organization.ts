import { syncDirectory } from '../directory/sync-directory.js';
import type { Connection, Transaction } from '../platform/database/connection.js';
import { importProgressUpdates } from '../progress-updates/import-progress-updates.js';
import { completeProject } from '../projects/complete-project.js';
import { setPassword } from '../sign-in/password/passwords.js';
import { demoDirectory } from './demo-directory.js';
import { loadDemoSessions } from './demo-mentorship.js';
import { demoPersonas } from './demo-personas.js';
import { emailOf } from './demo-people.js';
import { demoProjects } from './demo-projects.js';
import { sharingOfStory } from './demo-story.js';
import { demoUpdates, type DemoUpdate } from './demo-updates.js';
import { loadDemoProposals } from './load-demo-proposals.js';
import { loadDemoSuggestions } from './load-demo-suggestions.js';

const CHUNK = 500;

export interface DemoOptions {
  /** All times are relative to this one. Only planned sessions are later. */
  now: Date;
  /** The password of the three personas. */
  personaPassword: string;
  log: (message: string) => void;
}

/**
 * Loads the demo organization in one transaction, with the same functions that real data goes through: the directory sync, the
 * import of updates, the completion of a project, decisions, suggested skills and mentorship. The nightly job (`run-demo-nightly-job.ts`) then adds the
 * skills that are due for re-validation to the inboxes.
 */
export async function loadDemoOrganization(connection: Connection, options: DemoOptions): Promise<void> {
  await connection.transaction((transaction) => load(transaction, options));
}

async function load(transaction: Transaction, { now, personaPassword, log }: DemoOptions): Promise<void> {
  const began = Date.now();
  const synced = await syncDirectory(transaction, demoDirectory(now));
  if (synced.rejected.length > 0)
    throw new Error(`The demo directory has rejected entries: ${JSON.stringify(synced.rejected.slice(0, 3))}`);
  const imported = await importProgressUpdates(transaction, ndjson(demoUpdates(now)));
  if (imported.rejected > 0) throw new Error(`The demo updates have rejected entries: ${JSON.stringify(imported.errors.slice(0, 3))}`);
  const done = demoProjects.filter(({ isDone }) => isDone).map(({ externalId }) => externalId);
  for (const { id } of await transaction.query<{ id: number }>('SELECT id FROM projects WHERE external_id = ANY ($1) ORDER BY id', [
    done,
  ])) {
    await completeProject(transaction, id);
  }
  await transaction.query('UPDATE profiles SET shares_validated_skills = true WHERE email = ANY ($1)', [sharingOfStory.map(emailOf)]);
  await loadDemoSuggestions(transaction, now);
  await loadDemoProposals(transaction);
  await loadDemoSessions(transaction, now);
  const personas = await transaction.query<{ id: number }>('SELECT id FROM profiles WHERE email = ANY ($1)', [
    demoPersonas.map(({ email }) => email),
  ]);
  for (const { id } of personas) await setPassword(transaction, id, personaPassword);
  log(
    `loaded the demo organization: ${imported.imported} progress updates with ${imported.signals} signals in ${((Date.now() - began) / 1000).toFixed(1)} s`,
  );
}

async function* ndjson(updates: readonly DemoUpdate[]): AsyncGenerator<string> {
  for (let from = 0; from < updates.length; from += CHUNK) {
    yield updates
      .slice(from, from + CHUNK)
      .map((update) => `${JSON.stringify(update)}\n`)
      .join('');
  }
}
