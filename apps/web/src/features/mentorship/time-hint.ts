import { fromLocalInput } from './local-time.ts';

/** Says on whose clock a time is, and where it has passed. */
export function timeHint(text: string, now: Date): string {
  const zone = `In your time zone, ${new Intl.DateTimeFormat().resolvedOptions().timeZone}.`;
  const at = fromLocalInput(text);
  return at !== null && Date.parse(at) < now.getTime() ? `${zone} This time has passed.` : zone;
}
