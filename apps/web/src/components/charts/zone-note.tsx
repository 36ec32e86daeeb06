import { viewerZone } from '#lib/zone.ts';

/** Says that days and times are those of UTC, where the browser reports no zone. The last one of a row of controls. */
export function ZoneNote() {
  if (!viewerZone().isFallback) return null;
  return <p className="basis-full text-sm text-ink-faint">Times are shown in UTC because your browser does not report a time zone.</p>;
}
