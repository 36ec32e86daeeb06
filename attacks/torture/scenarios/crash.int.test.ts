import { expect, it } from 'vitest';
import * as crash from './crash.js';
import { runShort } from '../short-form.js';

// The long form describes the faults: `npm run torture -- --only crash`.
it(
  'every acknowledged update exists once with exactly its signals, even if processes are killed while people post',
  { timeout: 900_000 },
  async () => {
    const { seed, violations, roundsDone, facts } = await runShort('crash', crash, 3);
    expect(violations, `seed ${seed}`).toEqual([]);
    expect(roundsDone).toBe(3);
    expect(facts['acknowledged']).toBeGreaterThan(90);
    expect(facts['kills']).toBeGreaterThanOrEqual(3);
  },
);
