import { beforeAll, expect, it } from 'vitest';
import { useRealPasswordHashes } from '../../../apps/server/test/fast-password-hashes.js';
import * as servers from './servers.js';
import { runShort } from '../short-form.js';

// The servers are separate processes, which check passwords with the real cost.
beforeAll(useRealPasswordHashes);

// The long form uses four servers, real midnights and more seeds: `npm run torture -- --only servers`.
it('two servers on one database behave like one, and a killed one leaves no locks behind', { timeout: 900_000 }, async () => {
  const { seed, violations, roundsDone } = await runShort('servers', servers, 1);
  expect(violations, `seed ${seed}`).toEqual([]);
  expect(roundsDone).toBe(1);
});
