import { expect, it } from 'vitest';
import * as histories from './histories.js';
import { runShort } from '../short-form.js';

it('everything at once, by eight clients of two servers: one order explains every answer and what stands', async () => {
  const { violations, facts, roundsDone } = await runShort('histories', histories, 2);
  expect(violations).toEqual([]);
  expect(roundsDone).toBe(2);
  expect(facts['steps']).toBeGreaterThan(100);
}, 900_000);
