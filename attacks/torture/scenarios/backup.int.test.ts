import { expect, it } from 'vitest';
import * as backup from './backup.js';
import { runShort } from '../short-form.js';

it('backups made and restored with the documented commands while people post contain every acknowledged update', async () => {
  const { violations, facts, roundsDone } = await runShort('backup', backup, 2);
  expect(violations).toEqual([]);
  expect(roundsDone).toBe(2);
  expect(facts['acknowledged']).toBeGreaterThan(20);
}, 900_000);
