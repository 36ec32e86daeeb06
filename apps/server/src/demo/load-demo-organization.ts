import { syncDirectory } from '../directory/sync-directory.js';
import type { Connection, Transaction } from '../platform/database/connection.js';
import { importProgressUpdates } from '../progress-updates/import-progress-updates.js';
import { completeProject } from '../projects/complete-project.js';
import { setPassword } from '../sign-in/password/passwords.js';
import { demoDirectory } from './demo-directory.js';
import { loadDemoSessions } from './demo-mentorship.js';
import { demoPersonas } from './demo-personas.js';
import { demoProjects } from './demo-projects.js';
import { demoUpdates, type DemoUpdate } from './demo-updates.js';
import { loadDemoSuggestions } from './load-demo-suggestions.js';

const CHUNK = 500;

export interface DemoOptions {
  /** Everything is dated relative to this, and nothing lies after it but appointments. */
  now: Date;
  /** With which the three personas sign in. */
  personaPassword: string;
  log: (message: string) => void;
}

/**
 * Loads the demo organization through the same writers that anybody uses: the directory, the import of updates, the
 * completion of a project, decisions, mentorship. All of it or nothing: one transaction. What is due again comes into the
 * inboxes with the nightly job (`run-demo-night.ts`).
 */
export async function loadDemoOrganization(connection: Connection, options: DemoOptions): Promise<void> {
  await connection.transaction((transaction) => load(transaction, options));
}

async function load(transaction: Transaction, { now, personaPassword, log }: DemoOptions): Promise<void> {
  const began = Date.now();
  const synced = await syncDirectory(transaction, demoDirectory(now));
  if (synced.rejected.length > 0)
    throw new Error(`The demo's directory was not taken whole: ${JSON.stringify(synced.rejected.slice(0, 3))}`);
  const imported = await importProgressUpdates(transaction, ndjson(demoUpdates(now)));
  if (imported.rejected > 0) throw new Error(`The demo's updates were not taken whole: ${JSON.stringify(imported.errors.slice(0, 3))}`);
  const done = demoProjects.filter(({ isDone }) => isDone).map(({ externalId }) => externalId);
  for (const { id } of await transaction.query<{ id: number }>('SELECT id FROM projects WHERE external_id = ANY ($1) ORDER BY id', [
    done,
  ])) {
    await completeProject(transaction, id);
  }
  await loadDemoSuggestions(transaction, now);
  await loadDemoSessions(transaction, now);
  const personas = await transaction.query<{ id: number }>('SELECT id FROM profiles WHERE email = ANY ($1)', [
    demoPersonas.map(({ email }) => email),
  ]);
  for (const { id } of personas) await setPassword(transaction, id, personaPassword);
  log(
    `loaded the demo organization: ${imported.imported} progress updates, ${imported.signals} signals of them, in ${((Date.now() - began) / 1000).toFixed(1)} s`,
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
