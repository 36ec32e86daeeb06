/** The result of a run of the stale-skill job, or of a dry run. */
export interface StaleSkillReport {
  ran: true;
  dryRun: boolean;
  /** ISO 8601, in UTC. */
  startedAt: string;
  finishedAt: string;
  durationMs: number;
  /** People with an active assignment. */
  employeesProcessed: number;
  /** Validated skills that match a tag of an active assignment, including inactive skills. */
  coreStackSkills: number;
  /** Stale validations of active skills: the sum of `suggestionsCreated` and `skippedPending`. */
  staleSkills: number;
  suggestionsCreated: number;
  /** Stale skills for which a suggestion of any source is pending. */
  skippedPending: number;
  /** Core Stack skills that are not checked because they are inactive. */
  excludedInactive: number;
}

/** `ran: false` means that another run is in progress, on this server or another one, and nothing was done. */
export type StaleSkillOutcome = StaleSkillReport | { ran: false };

/** The figures of a run, one line each, for the log. */
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
