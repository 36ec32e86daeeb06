import type { Violation } from './context.js';

/** The figure with the number of workers, only if the ledger was spread. */
export const WORKERS = 'Citus workers';

export interface ScenarioResult {
  name: string;
  about: string;
  seed: number;
  /** The number of requested rounds; `roundsDone` is the number of completed ones. */
  rounds: number;
  roundsDone: number;
  seconds: number;
  /** Figures of the scenario, such as the number of acknowledged updates. */
  facts: Record<string, number>;
  violations: Violation[];
  /** The end of the history, if a rule was violated. */
  historyTail: string[];
  historyLength: number;
}
