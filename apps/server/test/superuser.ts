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

// Quoted texts and function bodies may contain semicolons.
const COMMANDS = /(?:'[^']*'|\$\$[^]*?\$\$|[^;'])+/g;

/**
 * Runs the commands of a text one after the other. Sent together, Citus rejects those that change a table: it sends the whole text to the
 * workers for each of them.
 */
export async function runCommands(client: pg.Client, sql: string): Promise<void> {
  for (const command of sql.match(COMMANDS) ?? []) if (command.trim() !== '') await client.query(command);
}
