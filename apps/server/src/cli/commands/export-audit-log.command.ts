import { exportAuditLogQuery } from '@skilltrace/contract';
import { Command } from 'commander';
import { exportAuditLog } from '../../audit-log/read-audit-log.js';
import { UsageError, type CommandContext } from '../command-io.js';
import { withInstallation } from '../with-installation.js';

/** `export-audit-log`: who changed what, when and from where, as NDJSON of any length. */
export function exportAuditLogCommand({ io }: CommandContext): Command {
  return new Command('export-audit-log')
    .description('write the audit log to standard output, newest first, one JSON object a line')
    .option('--action <word>', 'only this, such as assignment.ended')
    .option('--actor-id <id>', 'only what this person did')
    .option('--profile-id <id>', 'only what concerns this person')
    .option('--project-id <id>', 'only what concerns this project')
    .option('--subject-type <word>', 'only changes of such a thing, as api_token')
    .option('--subject-id <id>', 'with --subject-type: only of this one')
    .option('--from <time>', 'recorded at this moment or later, ISO 8601 with its offset')
    .option('--to <time>', 'recorded before this moment')
    .addHelpText(
      'after',
      `
The same lines as GET /api/audit_log/export. Where nothing is found, nothing is written.
  $ skilltrace export-audit-log | gzip > audit-log.ndjson.gz
  $ skilltrace export-audit-log --from 2026-01-01T00:00:00Z --action person.made_admin`,
    )
    .action(async (options: Record<string, string>) => {
      const filters = exportAuditLogQuery.safeParse(options);
      if (!filters.success)
        throw new UsageError(filters.error.issues.map(({ path, message }) => `${optionOf(path)} ${message}`).join('\n'));
      await withInstallation(io, async ({ database }) => {
        await io.stdout.writeAll(exportAuditLog(database, filters.data), io.signal);
      });
    });
}

function optionOf(path: readonly PropertyKey[]): string {
  return `--${String(path[0] ?? '').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
