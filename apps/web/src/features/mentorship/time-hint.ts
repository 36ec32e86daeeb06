import { viewerZone } from '#lib/zone.ts';
import { fromLocalInput } from './local-time.ts';

/** Says on whose clock a time is, and where it has passed. */
export function timeHint(text: string, now: Date): string {
  const { name, isFallback } = viewerZone();
  const zone = isFallback ? 'In UTC: your browser does not report a time zone.' : `In your time zone, ${name}.`;
  const at = fromLocalInput(text);
  return at !== null && Date.parse(at) < now.getTime() ? `${zone} This time has passed.` : zone;
}
