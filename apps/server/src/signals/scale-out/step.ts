import type pg from 'pg';

/** One transaction of the conversion. */
export interface Step {
  name: string;
  /** Whether the catalog shows that the step was run. */
  isDone(client: pg.Client): Promise<boolean>;
  run(client: pg.Client): Promise<unknown>;
}
