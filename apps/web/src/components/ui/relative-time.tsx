import { useEffect, useState } from 'react';
import { exactTime, timeInWords } from '#lib/format/time.ts';

const MINUTE = 60_000;

/** When something was: relative under a week, the date beyond, exact on hover. In the viewer's zone and language. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={exactTime(at)} className={className}>
      {timeInWords(at)}
    </time>
  );
}
