/** The exit codes of all commands. */
export const exitCodes = {
  fine: 0,
  /** The command ran and found problems: rejected entries, broken rules or a refused operation. */
  problems: 1,
  /** Wrong arguments, settings or input file. Nothing was done. */
  usage: 2,
  /** The database or the installation is unavailable. */
  unavailable: 3,
  /** Stopped cleanly because the terminal was closed. */
  hungUp: 129,
  /** Stopped cleanly by Ctrl-C. */
  interrupted: 130,
  /** Stopped cleanly by SIGTERM. */
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const exitCodesHelp = `
Exit codes:
  0  success
  1  problems were found: rejected entries, broken rules or a refused operation
  2  wrong arguments, settings or input file; nothing was done
  3  the database or the installation is unavailable
  129, 130, 143  stopped by a closed terminal, Ctrl-C or SIGTERM; completed work is saved, and you can run the command again`;
