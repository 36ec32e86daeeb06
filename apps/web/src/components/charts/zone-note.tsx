import { Trans } from '@lingui/react/macro';
import { viewerZone } from '#lib/zone.ts';

/** A note below the controls if the browser reports no time zone. */
export function ZoneNote() {
  if (!viewerZone().isFallback) return null;
  return (
    <p className="basis-full text-sm text-ink-faint">
      <Trans>Times are shown in UTC because your browser does not report a time zone.</Trans>
    </p>
  );
}
