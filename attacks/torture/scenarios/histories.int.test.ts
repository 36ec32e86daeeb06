import { expect, it } from 'vitest';
import * as histories from './histories.js';
import { runShort } from '../short-form.js';

it('one order explains every answer and the final rows after eight clients of two servers send all kinds of requests concurrently', async () => {
  const { violations, facts, roundsDone } = await runShort('histories', histories, 2);
  expect(violations).toEqual([]);
  expect(roundsDone).toBe(2);
  expect(facts['steps']).toBeGreaterThan(100);
}, 900_000);
