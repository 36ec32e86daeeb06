import { Trans } from '@lingui/react/macro';
import { useIsServerUnreachable } from '#lib/connection.ts';

/** A bar at the top while the server is unreachable and the page is not updated. */
export function ConnectionBar() {
  const isAway = useIsServerUnreachable();
  return (
    <div role="status" aria-live="polite">
      {isAway && (
        <p className="bg-waiting-soft px-4 py-1.5 text-sm text-waiting">
          <Trans>The server cannot be reached. This page may be out of date. It updates as soon as the server is back.</Trans>
        </p>
      )}
    </div>
  );
}
