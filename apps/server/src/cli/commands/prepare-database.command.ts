import { Command } from 'commander';
import { UsageError, type CommandContext } from '../command-io.js';
import { report } from '../report.js';
import { withInstallation } from '../with-installation.js';

/** `database prepare`: what the owner of the database has to do before servers that do not know its URL can start. */
export function prepareDatabaseCommand({ io }: CommandContext): Command {
  return new Command('prepare')
    .description('migrate the database of DATABASE_URL, create the logins of the server, and print their URLs')
    .option('--json', 'answer with one JSON object')
    .addHelpText(
      'after',
      `
Servers that are given these two URLs instead of DATABASE_URL cannot change the schema or the ledger. Run this again after
an upgrade, before they start. The URLs stay the same as long as the password in DATABASE_URL does.
  $ skilltrace database prepare > logins.env`,
    )
    .action(async (options: { json?: boolean }) => {
      const { serverUrl, readerUrl } = await withInstallation(io, ({ config, logins }) => {
        if (config.databaseUrl === undefined) throw new UsageError('DATABASE_URL must be set to the owner of your own PostgreSQL database');
        return Promise.resolve(logins);
      });
      report(io, options.json, { serverUrl, readerUrl }, () => `DATABASE_SERVER_URL=${serverUrl}\nDATABASE_READER_URL=${readerUrl}`);
    });
}
