import { expect, it } from 'vitest';
import * as servers from './servers.js';
import { runShort } from '../short-form.js';

// With four servers, real midnights and more seeds: `npm run torture -- --only servers`.
it('two servers on one database behave as one, and one that is killed leaves nothing stuck', { timeout: 900_000 }, async () => {
  const { seed, violations, roundsDone } = await runShort('servers', servers, 1);
  expect(violations, `seed ${seed}`).toEqual([]);
  expect(roundsDone).toBe(1);
});
