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
import { partitionDatabaseCommand } from './commands/partition-database.command.js';
import { prepareDatabaseCommand } from './commands/prepare-database.command.js';
import { scaleOutCommand } from './commands/scale-out.command.js';
import { verifyLedgerCommand } from './commands/verify-ledger.command.js';

const ABOUT = `Operates a Skilltrace installation from the command line.

Uses the PostgreSQL database in DATABASE_URL (requires SESSION_SECRET too), or
else the embedded database in DATA_DIR (./.data). If a server is running, the
command connects to its embedded database. Otherwise it starts the database
and stops it again at the end.`;

const EXAMPLES = `
Examples:
  $ skilltrace import organization people.json
  $ skilltrace import updates updates.ndjson.gz
  $ skilltrace import git ~/code/atlas --project Atlas --skills "TypeScript,PostgreSQL"
  $ skilltrace token create --email ada@example.org --name "nightly import"
  $ skilltrace ledger verify --json
  $ skilltrace ledger checkpoint --out ledger.ndjson
  $ skilltrace database prepare
  $ skilltrace database partition --parts 16 --dry-run
  $ skilltrace scale-out --dry-run
  $ skilltrace flag-stale-skills --dry-run
  $ skilltrace export-audit-log --from 2026-01-01T00:00:00Z
  $ skilltrace erase-person ada@example.org --dry-run
${exitCodesHelp}`;

/**
 * Runs one command line (without the program name) and returns its exit code. It never exits the process, so that tests can
 * call it.
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
      'import people, projects and past work',
      importOrganizationCommand(context),
      importUpdatesCommand(context),
      importGitCommand(context),
    ),
  );
  root.addCommand(group('token', 'create API tokens for programs', createTokenCommand(context)));
  root.addCommand(
    group('ledger', 'verify the signal ledger and take checkpoints of it', verifyLedgerCommand(context), checkpointLedgerCommand(context)),
  );
  root.addCommand(
    group('database', 'set up and partition the database', prepareDatabaseCommand(context), partitionDatabaseCommand(context)),
  );
  root.addCommand(scaleOutCommand(context));
  root.addCommand(flagStaleSkillsCommand(context));
  root.addCommand(exportAuditLogCommand(context));
  root.addCommand(erasePersonCommand(context));
  inherit(root, context.io);
  return root;
}

// Commander copies settings only to subcommands created with `command()`, so each command gets them here.
function inherit(command: Command, io: CommandIo): void {
  command
    .exitOverride()
    .showHelpAfterError('(add --help for usage)')
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    });
  for (const child of command.commands) inherit(child, io);
}
