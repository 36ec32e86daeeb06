/** What a command's exit code tells the program that called it. */
export const exitCodes = {
  fine: 0,
  /** The command ran and found problems, or left some: rejected entries, broken rules, a refusal. */
  problems: 1,
  /** Wrong arguments, settings or input file: nothing was done. */
  usage: 2,
  /** The database or the installation cannot be used now. */
  unavailable: 3,
  /** Ended because the terminal was closed, after closing what was open. */
  hungUp: 129,
  /** Ended by Ctrl-C, after closing what was open. */
  interrupted: 130,
  /** Ended by SIGTERM, after closing what was open. */
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const exitCodesHelp = `
Exit codes:
  0  fine
  1  problems were found or left: rejected entries, broken rules, a refusal
  2  wrong arguments, settings or input file; nothing was done
  3  the database or the installation cannot be used now
  129, 130, 143  ended by a closed terminal, Ctrl-C or SIGTERM; what stood by then stands, and the command can be run again`;
