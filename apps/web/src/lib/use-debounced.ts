import { useEffect, useState } from 'react';

/** The value after it has not changed for a while, for searches while a person is typing. */
export function useDebounced<Value>(value: Value, pauseMs = 200): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return settled;
}
