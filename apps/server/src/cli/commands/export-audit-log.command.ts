import { exportAuditLogQuery, problemOfIssue } from '@skilltrace/contract';
import { Command } from 'commander';
import { exportAuditLog } from '../../audit-log/read-audit-log.js';
import { UsageError, type CommandContext } from '../command-io.js';
import { withInstallation } from '../with-installation.js';

/** `export-audit-log`: streams the audit log (who changed what, when and from where) as NDJSON. */
export function exportAuditLogCommand({ io }: CommandContext): Command {
  return new Command('export-audit-log')
    .description('write the audit log to standard output, newest first, one JSON object per line')
    .option('--action <word>', 'only this action, such as assignment.ended')
    .option('--actor-id <id>', 'only changes by this person')
    .option('--profile-id <id>', 'only changes about this person')
    .option('--project-id <id>', 'only changes about this project')
    .option('--subject-type <word>', 'only changes to this type of record, such as api_token')
    .option('--subject-id <id>', 'only changes to this record; use it with --subject-type')
    .option('--from <time>', 'recorded at or after this time, ISO 8601 with an offset')
    .option('--to <time>', 'recorded before this time')
    .addHelpText(
      'after',
      `
Writes the same lines as GET /api/audit_log/export, and nothing if there are no entries.

Examples:
  $ skilltrace export-audit-log | gzip > audit-log.ndjson.gz
  $ skilltrace export-audit-log --from 2026-01-01T00:00:00Z --action person.made_admin`,
    )
    .action(async (options: Record<string, string>) => {
      const filters = exportAuditLogQuery.safeParse(options);
      if (!filters.success)
        throw new UsageError(
          filters.error.issues.map((issue) => `${optionOf(issue.path)} ${problemOfIssue(issue, options).message}`).join('\n'),
        );
      await withInstallation(io, async ({ database }) => {
        await io.stdout.writeAll(exportAuditLog(database, filters.data), io.signal);
      });
    });
}

function optionOf(path: readonly PropertyKey[]): string {
  return `--${String(path[0] ?? '').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
