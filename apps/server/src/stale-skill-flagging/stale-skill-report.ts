/** What one run of the stale-skill job did, or would do where it is a dry run. */
export interface StaleSkillReport {
  ran: true;
  dryRun: boolean;
  /** ISO 8601, in UTC. */
  startedAt: string;
  finishedAt: string;
  durationMs: number;
  /** People with an active assignment. */
  employeesProcessed: number;
  /** Validated skills named by a tag of an active assignment, inactive ones of the taxonomy among them. */
  coreStackSkills: number;
  /** Those of active taxonomy entries whose validation is stale: `suggestionsCreated` and `skippedPending` together. */
  staleSkills: number;
  suggestionsCreated: number;
  /** Stale ones about which a suggestion of any source is waiting already. */
  skippedPending: number;
  /** Core Stack skills that are not looked at, because their taxonomy entry is inactive. */
  excludedInactive: number;
}

/** `ran: false`: another run is at work, on this server or elsewhere, and nothing was done. */
export type StaleSkillOutcome = StaleSkillReport | { ran: false };

/** The figures of a run, one line each, for whoever reads the log of the night. */
export function linesOf(report: StaleSkillReport): string[] {
  return [
    `employees with active assignments processed: ${report.employeesProcessed}`,
    `Core Stack skills identified: ${report.coreStackSkills}`,
    `stale skills found: ${report.staleSkills}`,
    `suggestions ${report.dryRun ? 'that would be created' : 'created'}: ${report.suggestionsCreated}`,
    `suggestions skipped because one was pending: ${report.skippedPending}`,
    `skills excluded because inactive: ${report.excludedInactive}`,
    `finished at ${report.finishedAt} after ${report.durationMs} ms`,
  ];
}
