import { useEffect, useState } from 'react';

const MINUTE = 60_000;

/** This moment, to the minute, for whatever becomes different by itself: ages, what is over. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return now;
}
