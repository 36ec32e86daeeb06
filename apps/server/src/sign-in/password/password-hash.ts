import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { takeTurn, type Party } from './hashing-turns.js';

// From OWASP's password storage cheat sheet, 2025: scrypt with N = 2^17, r = 8, p = 1. Takes 128 MiB and about a third of a second.
const PARAMETERS = 'ln=17,r=8,p=1';
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 160 * 1024 * 1024 };
const KEY_BYTES = 64;
const SALT_BYTES = 16;
const CURRENT = new RegExp(`^\\$scrypt\\$${PARAMETERS}\\$([\\w-]{22})\\$([\\w-]{86})$`);
// The format of better-auth, which earlier versions used: `salt:key` in hex. The salt is the hex text, not the decoded bytes.
const FORMER = /^([0-9a-f]{32}):([0-9a-f]{128})$/;
const FORMER_COST = { N: 2 ** 14, r: 16, p: 1, maxmem: 64 * 1024 * 1024 };

/** Returns the salted scrypt hash of a password with its parameters: `$scrypt$ln=17,r=8,p=1$salt$key`. Waits for its turn. */
export async function hashOf(password: string, party: Party): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, party);
  return `$scrypt$${PARAMETERS}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** Whether a hash has the current parameters. An outdated one is replaced at the next sign-in of its owner. */
export function isCurrent(hash: string): boolean {
  return CURRENT.test(hash);
}

/** Whether the password matches the hash. Takes about the same time for a current hash, an outdated one and none. */
export async function matches(password: string, hash: string | null, party: Party): Promise<boolean> {
  const [, salt, key] = CURRENT.exec(hash ?? '') ?? [];
  if (salt !== undefined && key !== undefined)
    return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64url'), party), Buffer.from(key, 'base64url'));
  // In addition to the cost of an outdated hash (a fifth of this), so that the time does not reveal which accounts have one.
  await derive(password, randomBytes(SALT_BYTES), party);
  const [, formerSalt, formerKey] = FORMER.exec(hash ?? '') ?? [];
  if (formerSalt === undefined || formerKey === undefined) return false;
  return timingSafeEqual(await derive(password, formerSalt, party, FORMER_COST), Buffer.from(formerKey, 'hex'));
}

function derive(password: string, salt: Buffer | string, party: Party, cost = COST): Promise<Buffer> {
  return takeTurn(
    party,
    () =>
      new Promise((resolve, reject) => {
        // NFKC gives the same characters no matter how a keyboard composes them.
        scrypt(password.normalize('NFKC'), salt, KEY_BYTES, cost, (error, key) => (error ? reject(error) : resolve(key)));
      }),
  );
}
