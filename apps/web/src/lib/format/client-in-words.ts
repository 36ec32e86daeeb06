import { t } from '@lingui/core/macro';

// User agents also name the browsers that they imitate, so the first match in this order is the right one.
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

/** A user agent as "Firefox on Windows", or the first word of it for other programs. */
export function clientInWords(userAgent: string): string {
  const first = (table: typeof BROWSERS | typeof SYSTEMS) => table.find(([pattern]) => pattern.test(userAgent))?.[1];
  const [browser, system] = [first(BROWSERS), first(SYSTEMS)];
  if (browser === undefined) return userAgent.split(' ')[0] ?? userAgent;
  return system === undefined
    ? browser
    : t({ message: `${browser} on ${system}`, comment: 'Browser and operating system: "Firefox on Windows"' });
}
