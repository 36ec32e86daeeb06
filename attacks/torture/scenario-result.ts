import type { Violation } from './context.js';

export interface ScenarioResult {
  name: string;
  about: string;
  seed: number;
  /** How many were wanted, and how many were done. */
  rounds: number;
  roundsDone: number;
  seconds: number;
  /** Of the scenario's own: how much was done. */
  facts: Record<string, number>;
  violations: Violation[];
  /** The end of the history, where something was violated. */
  historyTail: string[];
  historyLength: number;
}
