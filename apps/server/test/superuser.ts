import pg from 'pg';

/** Opens a superuser connection for `work` and closes it afterwards. */
export async function withSuperuser<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, application_name: 'torture' });
  // Ignore a connection that is lost while it is being closed.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
