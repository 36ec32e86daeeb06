import crypto, { type ScryptOptions } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

// A hash of the product takes up to a second of processor time and 128 MiB, and the tests need hundreds of them.
const COST_OF_PRODUCT = 2 ** 17;
const COST_IN_TESTS = 2 ** 7;

type Scrypt = typeof crypto.scrypt;
// Vitest runs this file before each test file, in a process that may already have run it.
const kept = globalThis as { realScrypt?: Scrypt };
const real = (kept.realScrypt ??= crypto.scrypt);

function replaceScrypt(scrypt: Scrypt): void {
  crypto.scrypt = scrypt;
  syncBuiltinESMExports();
}

/** Restores the real cost of password hashes for the rest of a test file. */
export const useRealPasswordHashes = (): void => replaceScrypt(real);

/** Makes password hashes cheap in this process. Vitest does it for all tests on a database. */
export const useFastPasswordHashes = (): void => replaceScrypt(fast);

const fast = ((password: string, salt: Buffer, bytes: number, options: ScryptOptions, done: Parameters<Scrypt>[4]) =>
  real(password, salt, bytes, options.N === COST_OF_PRODUCT ? { ...options, N: COST_IN_TESTS } : options, done)) as Scrypt;
useFastPasswordHashes();
