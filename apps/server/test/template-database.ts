import type { TestProject } from 'vitest/node';
import pg from 'pg';
import { migrate } from '../src/platform/database/migrate.js';
import { startThrowawayPostgres } from '../src/platform/embedded-postgres/throwaway-postgres.js';

declare module 'vitest' {
  interface ProvidedContext {
    clusterUrl: string;
  }
}

export const TEMPLATE = 'skilltrace_template';

/**
 * Starts one PostgreSQL for the whole run and migrates the template that every test file clones. TEST_POSTGRES_URL names
 * another one, by its superuser, so that the same tests prove another version.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await testCluster();
  const superuser = new pg.Client({ connectionString: cluster.superuserUrl });
  await superuser.connect();
  // The owner is an ordinary login, as in an installation: what holds for a superuser alone would prove nothing.
  await superuser.query(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`);
  await superuser.query(
    "DO $$ BEGIN CREATE ROLE skilltrace_owner LOGIN CREATEROLE PASSWORD 'owner'; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
  );
  await superuser.query(`CREATE DATABASE ${TEMPLATE} OWNER skilltrace_owner`);
  await migrate(urlOf(cluster.superuserUrl, TEMPLATE, 'skilltrace_owner', 'owner'));
  await superuser.end();
  project.provide('clusterUrl', cluster.superuserUrl);
  return () => cluster.stop();
}

async function testCluster() {
  const outside = process.env['TEST_POSTGRES_URL'];
  return outside === undefined ? startThrowawayPostgres() : { superuserUrl: outside, stop: () => Promise.resolve() };
}

/** The URL of a database of the test cluster, as a login of one's choice. */
export function urlOf(clusterUrl: string, database: string, user?: string, password?: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${database}`;
  if (user !== undefined) url.username = user;
  if (password !== undefined) url.password = password;
  return url.href;
}
