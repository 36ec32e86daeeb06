import { expect, it } from 'vitest';
import * as crash from './crash.js';
import { runShort } from '../short-form.js';

// With one of three installations, chosen randomly. The long form uses all, and describes the faults: `npm run torture -- --only crash`.
it(
  'every acknowledged update exists once with exactly its signals, even if processes are killed while people post',
  { timeout: 900_000 },
  async () => {
    const { seed, violations, roundsDone, facts } = await runShort('crash', crash, 1);
    expect(violations, `seed ${seed}`).toEqual([]);
    expect(roundsDone).toBe(1);
    expect(facts['acknowledged']).toBeGreaterThan(30);
    expect(facts['kills']).toBeGreaterThanOrEqual(1);
  },
);
