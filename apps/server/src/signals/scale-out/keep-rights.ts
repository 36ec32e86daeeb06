import type pg from 'pg';
import { GRANTS } from '../../platform/database/schema/schema-catalog.js';

const SEQUENCES =
  "SELECT sequencename AS name, last_value::text AS last FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL";

/** Runs `work`, and then restores what Citus loses when it takes over a table: the rights on its views, and the last ids of its sequences. */
export async function keepRightsAndIds(client: pg.Client, work: () => Promise<unknown>): Promise<void> {
  const [grants, ids] = [await grantsOf(client), await idsOf(client)];
  await work();
  const kept = new Set(await grantsOf(client));
  for (const grant of grants) if (!kept.has(grant)) await client.query(grant);
  const now = new Map((await idsOf(client)).map(({ name, last }) => [name, last]));
  for (const { name, last } of ids) if (now.get(name) !== last) await client.query('SELECT setval($1::regclass, $2::bigint)', [name, last]);
}

async function grantsOf(client: pg.Client): Promise<string[]> {
  return (await client.query<{ text: string }>(GRANTS)).rows.map(({ text }) => text);
}

async function idsOf(client: pg.Client): Promise<{ name: string; last: string }[]> {
  return (await client.query<{ name: string; last: string }>(SEQUENCES)).rows;
}
