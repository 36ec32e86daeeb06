import { isIP } from 'node:net';
import { z } from 'zod';
import { wrongWithDatabaseUrl } from '../database/logins/database-url.js';
import { hostNameOf, isEveryAddress } from './host-name.js';

/** A value of the environment: one line of valid text. Node reads bytes that are not UTF-8 as U+FFFD. */
export const visible = z
  .string()
  // oxlint-disable-next-line no-control-regex
  .refine((value) => !/[\u0000-\u001F\u007F-\u009F\u2028\u2029\uFFFD]/.test(value) && value.isWellFormed(), {
    error: 'must be text without control characters, in UTF-8',
    abort: true,
  });

/** The same, without blanks around it, which are there by mistake and are not seen. */
export const word = visible.refine((value) => value === value.trim(), { error: 'must not begin or end with a blank', abort: true });

/** A whole number from `least` to `most`. */
export const count = (least: number, most: number) =>
  word
    .refine((value) => /^\d{1,6}$/.test(value) && Number(value) >= least && Number(value) <= most, {
      error: `must be a whole number from ${least} to ${most}`,
      abort: true,
    })
    .transform(Number);

/** One of a few words. */
export const oneOf = <const Choice extends string>(...choices: readonly Choice[]) =>
  word
    .refine((value) => (choices as readonly string[]).includes(value), { error: `must be one of ${choices.join(', ')}`, abort: true })
    .transform((value) => value as Choice);

export const flag = oneOf('true', 'false', '1', '0').transform((value) => value === 'true' || value === '1');

/** How many proxies of the operator stand in front. `1` was a flag once, and means what it meant. */
export const proxies = word
  .refine((value) => /^(true|false|\d)$/.test(value), { error: 'must be true, false or the number of proxies in front', abort: true })
  .transform((value) => (value === 'true' ? 1 : value === 'false' ? 0 : Number(value)));

/** An address to listen on, or a name of one. */
export const host = word.refine(
  (value) => value.length <= 253 && nameToListenOn(value) !== undefined,
  'must be an address of this machine such as 127.0.0.1 or ::1, or a name of one, without a port',
);

/** The name under which a value of HOST is called: IPv6 in brackets, and without its zone. */
export function nameToListenOn(value: string): string | undefined {
  if (isIP(value) === 6) return hostNameOf(`[${value.replace(/%.*$/, '')}]`);
  return /[[\]:]/.test(value) ? undefined : hostNameOf(value);
}

/** Names that requests may be for, besides that of PUBLIC_URL. */
export const hostNames = word.transform((value, context) => {
  const names = value.split(',').map((name) => hostNameOf(name.trim()));
  if (names.every((name) => name !== undefined && !isEveryAddress(name))) return names as string[];
  context.addIssue('must be names of hosts, with commas between them');
  return z.NEVER;
});

/** Where people reach the server: nothing but scheme, host and port. A slash at its end is left out. */
export const publicUrl = word.transform((value, context) => {
  const url = /^https?:\/\/[^/?#@\\]+\/?$/i.test(value) && URL.canParse(value) ? new URL(value) : undefined;
  const name = url && url.port !== '0' && hostNameOf(url.host);
  if (url && name && !isEveryAddress(name)) return url.origin;
  context.addIssue('must be a URL of scheme, host and perhaps port, such as https://skills.example.org');
  return z.NEVER;
});

/** A PostgreSQL that the driver can read the address of. */
export const databaseUrl = word.superRefine((value, context) => {
  const wrong = wrongWithDatabaseUrl(value);
  if (wrong !== undefined) context.addIssue({ code: 'custom', message: wrong });
});

/** A time zone that this Node knows. */
export const timeZone = word.refine(
  (zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC' || zone === 'Etc/UTC',
  'must be a time zone such as Europe/Zurich',
);
