import pg from 'pg';

/** Works on a connection of its own as the superuser of that URL, and closes it. */
export async function withSuperuser<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, application_name: 'torture' });
  // A connection that is cut while it ends is nobody's business.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
