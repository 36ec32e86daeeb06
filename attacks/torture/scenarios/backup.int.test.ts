import { expect, it } from 'vitest';
import * as backup from './backup.js';
import { runShort } from '../short-form.js';

// Of one of two kinds, chosen randomly. The long form alternates: `npm run torture -- --only backup`.
it('backups made and restored with the documented commands while people post contain every acknowledged update', async () => {
  const { seed, violations, facts, roundsDone } = await runShort('backup', backup, 1);
  expect(violations, `seed ${seed}`).toEqual([]);
  expect(roundsDone).toBe(1);
  expect(facts['acknowledged']).toBeGreaterThan(10);
}, 900_000);
