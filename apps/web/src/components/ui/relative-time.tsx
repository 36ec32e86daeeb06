import { useEffect, useState } from 'react';
import { exactTime, timeInWords } from '#lib/format/time.ts';
import { useIsPrinting } from '#lib/printing.ts';

const MINUTE = 60_000;

/** A time: relative within a week, otherwise the date. The exact time is in the tooltip. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const [, tick] = useState(0);
  // Paper does not know how long ago it was printed.
  const isPrinting = useIsPrinting();
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={exactTime(at)} className={className}>
      {isPrinting ? exactTime(at) : timeInWords(at)}
    </time>
  );
}
