import { Command } from 'commander';
import { UsageError, type CommandContext } from '../command-io.js';
import { report } from '../report.js';
import { withInstallation } from '../with-installation.js';

/** `database prepare`: sets up the database as its owner, so that servers can run without the owner's URL. */
export function prepareDatabaseCommand({ io }: CommandContext): Command {
  return new Command('prepare')
    .description('migrate the database in DATABASE_URL, create the logins of the server, and print their URLs')
    .option('--json', 'print the result as one JSON object')
    .addHelpText(
      'after',
      `
Servers that use these two URLs instead of DATABASE_URL cannot change the schema or the ledger. Run this command again
after an upgrade, before the servers start. The URLs change only if the password in DATABASE_URL changes.

Examples:
  $ skilltrace database prepare > logins.env`,
    )
    .action(async (options: { json?: boolean }) => {
      const { serverUrl, readerUrl } = await withInstallation(io, ({ config, logins }) => {
        if (config.databaseUrl === undefined)
          throw new UsageError('DATABASE_URL must be the URL of your own PostgreSQL database, with its owner as the user');
        return Promise.resolve(logins);
      });
      report(io, options.json, { serverUrl, readerUrl }, () => `DATABASE_SERVER_URL=${serverUrl}\nDATABASE_READER_URL=${readerUrl}`);
    });
}
