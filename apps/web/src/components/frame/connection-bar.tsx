import { useIsServerAway } from '#lib/connection.ts';

/** Says, as long as it is so, that what is on the screen is not being kept up to date. */
export function ConnectionBar() {
  const isAway = useIsServerAway();
  return (
    <div role="status" aria-live="polite">
      {isAway && (
        <p className="bg-waiting-soft px-4 py-1.5 text-sm text-waiting">
          The server cannot be reached. What you see may be old; it comes up to date as soon as the server is back.
        </p>
      )}
    </div>
  );
}
