import { email as emailField, line, timestamp } from '@skilltrace/contract';
import { Command } from 'commander';
import { printableLine } from '../../platform/terminal/printable.js';
import { createApiToken } from '../../sign-in/tokens/api-tokens.js';
import { note, UsageError, type CommandContext } from '../command-io.js';
import { parseOption } from '../parse-option.js';
import { report } from '../report.js';
import { exitCodes } from '../exit-codes.js';
import { withInstallation } from '../with-installation.js';

const FIND_PERSON = 'SELECT id, name FROM profiles WHERE email = lower($1)';

/** `token create`: creates an API token that acts as one person, and prints it once. */
export function createTokenCommand({ io, end }: CommandContext): Command {
  return new Command('create')
    .description('create an API token that acts as a person; it is printed once, and only its hash is stored')
    .requiredOption('--email <address>', 'e-mail address of the person')
    .requiredOption('--name <text>', 'what the token is for')
    .option('--expires-at <time>', 'ISO 8601 with an offset; without it, the token is valid until it is revoked')
    .option('--json', 'print the result as one JSON object')
    .addHelpText(
      'after',
      `
Only the token is written to standard output, so that a script can capture it.

Examples:
  $ TOKEN=$(skilltrace token create --email ada@example.org --name "nightly import")
  $ skilltrace token create --email ada@example.org --name audit --expires-at 2030-01-01T00:00:00Z --json`,
    )
    .action(async (options: { email: string; name: string; expiresAt?: string; json?: boolean }) => {
      const email = parseOption(emailField, options.email, '--email');
      const expiresAt = options.expiresAt === undefined ? undefined : parseOption(timestamp, options.expiresAt, '--expires-at');
      const name = parseOption(line(), options.name, '--name');
      if (expiresAt !== undefined && Date.parse(expiresAt) <= Date.now()) throw new UsageError('--expires-at must be in the future');
      await withInstallation(io, async ({ database }) => {
        const [person] = await database.query<{ id: number; name: string }>(FIND_PERSON, [email]);
        if (!person) {
          note(io, `error: There is no person with the address ${email}.`);
          return end(exitCodes.problems);
        }
        const token = await createApiToken(database, { name, profileId: person.id, expiresAt });
        note(
          io,
          `The token acts as ${printableLine(person.name)}${expiresAt === undefined ? '' : ` until ${expiresAt}`}. It is shown only once.`,
        );
        report(io, options.json, { ...token, email, expiresAt: expiresAt ?? null }, () => token.token);
      });
    });
}
