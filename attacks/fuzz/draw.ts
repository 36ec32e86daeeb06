import { createHash } from 'node:crypto';
import fc from 'fast-check';

/**
 * Draws one value. The seed is hashed, because fast-check's default generator draws almost the same from consecutive seeds. Its generator
 * `mersenne` does not, but takes milliseconds to begin.
 */
export function draw<Value>(arbitrary: fc.Arbitrary<Value>, seed: number): Value {
  const hashed = createHash('sha256').update(String(seed)).digest().readInt32LE(0);
  const [drawn] = fc.sample(arbitrary, { seed: hashed, numRuns: 1 });
  return drawn as Value;
}
