import type { AuditEntry } from '@skilltrace/contract';

// Each names itself after those that it imitates: the first that fits is the one.
const BROWSERS = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\//, 'Firefox'],
  [/\b(?:Headless)?Chrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;
const SYSTEMS = [
  [/\bWindows\b/, 'Windows'],
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b|\biPad\b/, 'iOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
] as const;

/** A user agent in two words: browser and system, or the program's own name for itself. */
export function clientInWords(userAgent: string): string {
  const first = (table: typeof BROWSERS | typeof SYSTEMS) => table.find(([pattern]) => pattern.test(userAgent))?.[1];
  const [browser, system] = [first(BROWSERS), first(SYSTEMS)];
  if (browser === undefined) return userAgent.split(' ')[0] ?? userAgent;
  return system === undefined ? browser : `${browser} on ${system}`;
}

/** How and from where, as far as it is known and not erased. */
export function fromWhere({
  via,
  apiTokenId,
  address,
  userAgent,
}: Pick<AuditEntry, 'via' | 'apiTokenId' | 'address' | 'userAgent'>): string[] {
  return [
    ...(via === 'token' ? [`API token ${apiTokenId}`] : []),
    ...(address === null ? [] : [address]),
    ...(userAgent === null ? [] : [clientInWords(userAgent)]),
  ];
}
