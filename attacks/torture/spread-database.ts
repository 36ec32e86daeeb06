import { randomBytes } from 'node:crypto';
import { prepareLogins } from '../../apps/server/src/platform/database/logins/prepare-logins.js';
import { migrate } from '../../apps/server/src/platform/database/schema/migrate.js';
import { scaleOut } from '../../apps/server/src/signals/scale-out/scale-out.js';
import { closeToSessions, connectCitusNodes, readCitusNodes } from '../../apps/server/test/citus-nodes.js';
import { withSuperuser } from '../../apps/server/test/superuser.js';
import { urlOf } from '../../apps/server/test/template-database.js';

const OWNER =
  "DO $$ BEGIN CREATE ROLE skilltrace_owner LOGIN CREATEROLE PASSWORD 'owner'; EXCEPTION WHEN duplicate_object THEN NULL; END $$";

/** A migrated database whose ledger is spread over the workers of a Citus cluster, in the order that the how-to describes. */
export interface SpreadDatabase {
  /** The URL of its owner, for DATABASE_URL. */
  url: string;
  workers: number;
  drop(): Promise<void>;
}

/** @param coordinatorUrl the URL of a superuser for a database that knows the workers */
export async function createSpreadDatabase(coordinatorUrl: string): Promise<SpreadDatabase> {
  const nodes = await readCitusNodes(coordinatorUrl);
  const name = `torture_${randomBytes(5).toString('hex')}`;
  for (const node of nodes)
    await withSuperuser(node, async (superuser) => {
      await superuser.query(OWNER);
      await superuser.query(`CREATE DATABASE ${name} OWNER skilltrace_owner`);
    });
  const url = urlOf(coordinatorUrl, name, 'skilltrace_owner', 'owner');
  await migrate(url);
  await prepareLogins(url);
  await connectCitusNodes(nodes, name);
  await scaleOut(url);
  return { url, workers: nodes.length - 1, drop: () => dropOnAll(nodes, name) };
}

async function dropOnAll(nodes: readonly string[], name: string): Promise<void> {
  for (const node of nodes) await closeToSessions(node, name);
  for (const node of nodes)
    await withSuperuser(node, async (superuser) => {
      await superuser.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await superuser.query(`DROP ROLE IF EXISTS skilltrace_server_${name}, skilltrace_reader_${name}`);
    });
}
