import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { startThrowawayPostgres } from './throwaway-postgres.js';

test('a throwaway cluster runs without fsync, and leaves no files behind', async () => {
  const throwaway = await startThrowawayPostgres();
  const client = new pg.Client({ connectionString: throwaway.superuserUrl });
  await client.connect();
  const { rows } = await client.query<Record<string, string>>(
    `SELECT current_setting('fsync') AS fsync, current_setting('max_connections') AS max_connections,
            current_setting('data_directory') AS directory`,
  );
  await client.end();
  expect(rows[0]).toMatchObject({ fsync: 'off', max_connections: '200' });

  await throwaway.stop();
  expect(existsSync(dirname(rows[0]?.directory ?? ''))).toBe(false);
});
