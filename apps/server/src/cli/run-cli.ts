import { Command } from 'commander';
import { Output } from '../platform/terminal/output.js';
import { checkpointLedgerCommand } from './commands/checkpoint-ledger.command.js';
import type { CommandContext, CommandIo, CommandStreams } from './command-io.js';
import { createTokenCommand } from './commands/create-token.command.js';
import { erasePersonCommand } from './commands/erase-person.command.js';
import { exitCodeOf } from './exit-code-of.js';
import { exitCodes, exitCodesHelp, type ExitCode } from './exit-codes.js';
import { exportAuditLogCommand } from './commands/export-audit-log.command.js';
import { flagStaleSkillsCommand } from './commands/flag-stale-skills.command.js';
import { importGitCommand } from './commands/import-git.command.js';
import { importOrganizationCommand } from './commands/import-organization.command.js';
import { importUpdatesCommand } from './commands/import-updates.command.js';
import { prepareDatabaseCommand } from './commands/prepare-database.command.js';
import { verifyLedgerCommand } from './commands/verify-ledger.command.js';

const ABOUT = `Skilltrace from the command line, for whoever operates an installation.

Works on the installation of DATABASE_URL (with SESSION_SECRET), or else on the embedded one of DATA_DIR (./.data):
beside a running server it uses that server's database, otherwise it starts the database for its own time.`;

const EXAMPLES = `
Examples:
  $ skilltrace import organization people.json
  $ skilltrace import updates updates.ndjson.gz
  $ skilltrace import git ~/code/atlas --project Atlas --skills "TypeScript,PostgreSQL"
  $ skilltrace token create --email ada@example.org --name "nightly import"
  $ skilltrace ledger verify --json
  $ skilltrace ledger checkpoint --out ledger.ndjson
  $ skilltrace database prepare
  $ skilltrace flag-stale-skills --dry-run
  $ skilltrace export-audit-log --from 2026-01-01T00:00:00Z
  $ skilltrace erase-person ada@example.org --dry-run
${exitCodesHelp}`;

/**
 * Runs one command line (without the program's own name) and returns its exit code. It never ends the process, so that a
 * test can call it.
 */
export async function runCli(argv: readonly string[], streams: CommandStreams): Promise<ExitCode> {
  const io: CommandIo = { ...streams, stdout: new Output(streams.stdout), stderr: new Output(streams.stderr) };
  let code: ExitCode = exitCodes.fine;
  try {
    await program({ io, end: (ended) => (code = ended) }).parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return exitCodeOf(error, io);
  }
}

function program(context: CommandContext): Command {
  const group = (name: string, description: string, ...commands: Command[]) => {
    const parent = new Command(name).description(description);
    for (const command of commands) parent.addCommand(command);
    return parent;
  };
  const root = new Command('skilltrace').description(ABOUT).addHelpText('after', EXAMPLES);
  root.addCommand(
    group(
      'import',
      'bring in people, projects and work that happened',
      importOrganizationCommand(context),
      importUpdatesCommand(context),
      importGitCommand(context),
    ),
  );
  root.addCommand(group('token', 'API tokens for programs', createTokenCommand(context)));
  root.addCommand(group('ledger', 'the signal ledger', verifyLedgerCommand(context), checkpointLedgerCommand(context)));
  root.addCommand(group('database', 'your own PostgreSQL database', prepareDatabaseCommand(context)));
  root.addCommand(flagStaleSkillsCommand(context));
  root.addCommand(exportAuditLogCommand(context));
  root.addCommand(erasePersonCommand(context));
  inherit(root, context.io);
  return root;
}

// Settings of a command reach only the subcommands that are made from it.
function inherit(command: Command, io: CommandIo): void {
  command
    .exitOverride()
    .showHelpAfterError('(add --help for what it takes)')
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    });
  for (const child of command.commands) inherit(child, io);
}
