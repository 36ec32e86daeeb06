import { isIP } from 'node:net';
import { z } from 'zod';
import { databaseUrlProblem } from '../database/logins/database-url.js';
import { hostNameOf, isEveryAddress } from './host-name.js';

/** An environment value: one line of valid text. Node decodes bytes that are not UTF-8 as U+FFFD. */
export const visible = z
  .string()
  // oxlint-disable-next-line no-control-regex
  .refine((value) => !/[\u0000-\u001F\u007F-\u009F\u2028\u2029\uFFFD]/.test(value) && value.isWellFormed(), {
    error: 'must be valid UTF-8 text without control characters',
    abort: true,
  });

/** A value without leading or trailing whitespace, which is invisible and always a mistake. */
export const word = visible.refine((value) => value === value.trim(), { error: 'must not begin or end with whitespace', abort: true });

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

/** The number of trusted proxies in front of the server. This setting was a flag before, so `true` still means one proxy. */
export const proxies = word
  .refine((value) => /^(true|false|\d)$/.test(value), {
    error: 'must be true, false or the number of trusted proxies in front of the server',
    abort: true,
  })
  .transform((value) => (value === 'true' ? 1 : value === 'false' ? 0 : Number(value)));

/** An address or host name to listen on. */
export const host = word.refine(
  (value) => value.length <= 253 && nameToListenOn(value) !== undefined,
  'must be an address of this machine such as 127.0.0.1 or ::1, or a host name for one, without a port',
);

/** The host name in a URL for a value of HOST: IPv6 in brackets and without its zone. */
export function nameToListenOn(value: string): string | undefined {
  if (isIP(value) === 6) return hostNameOf(`[${value.replace(/%.*$/, '')}]`);
  return /[[\]:]/.test(value) ? undefined : hostNameOf(value);
}

/** Host names that requests may use, in addition to the host of PUBLIC_URL. */
export const hostNames = word.transform((value, context) => {
  const names = value.split(',').map((name) => hostNameOf(name.trim()));
  if (names.every((name) => name !== undefined && !isEveryAddress(name))) return names as string[];
  context.addIssue('must be host names, separated by commas');
  return z.NEVER;
});

/** The URL where people reach the server: only scheme, host and port. A trailing slash is removed. */
export const publicUrl = word.transform((value, context) => {
  const url = /^https?:\/\/[^/?#@\\]+\/?$/i.test(value) && URL.canParse(value) ? new URL(value) : undefined;
  const name = url && url.port !== '0' && hostNameOf(url.host);
  if (url && name && !isEveryAddress(name)) return url.origin;
  context.addIssue('must be a URL with only a scheme, a host and an optional port, such as https://skills.example.org');
  return z.NEVER;
});

/** A PostgreSQL connection URL that the driver can parse. */
export const databaseUrl = word.superRefine((value, context) => {
  const wrong = databaseUrlProblem(value);
  if (wrong !== undefined) context.addIssue({ code: 'custom', message: wrong });
});

/** PostgreSQL connection URLs, separated by commas or spaces. A password may contain a comma. */
export const databaseUrls = word.transform((value, context) => {
  const urls = value.split(/[\s,]+(?=postgres(?:ql)?:\/\/)/);
  const problemOf = (url: string) =>
    databaseUrlProblem(url) ?? (new URL(url).hostname.includes(',') ? 'must have one host in each URL' : undefined);
  const wrong = urls.map(problemOf).find((problem) => problem !== undefined);
  if (wrong === undefined) return urls;
  context.addIssue(wrong);
  return z.NEVER;
});

/** A time zone that this version of Node.js knows. */
export const timeZone = word.refine(
  (zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC' || zone === 'Etc/UTC',
  'must be a time zone such as Europe/Zurich',
);
