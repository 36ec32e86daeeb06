import { t } from '@lingui/core/macro';
import { isolate } from '#lib/isolate.ts';
import { viewerZone } from '#lib/zone.ts';
import { fromLocalInput } from './local-time.ts';

/** Says in which time zone a time is, and whether it is in the past. */
export function timeHint(text: string, now: Date): string {
  const { name, isFallback } = viewerZone();
  const zone = isolate(name);
  const at = fromLocalInput(text);
  const isPast = at !== null && Date.parse(at) < now.getTime();
  if (isFallback)
    return isPast
      ? t`In UTC, because your browser does not report a time zone. This time is in the past.`
      : t`In UTC, because your browser does not report a time zone.`;
  return isPast ? t`In your time zone, ${zone}. This time is in the past.` : t`In your time zone, ${zone}.`;
}
