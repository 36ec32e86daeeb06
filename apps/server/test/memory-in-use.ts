import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that this process still needs. What it has taken of the system's memory says more of the garbage collector's leisure. */
export function memoryInUse(): number {
  // The buffers that the first collection found unused are subtracted with the second.
  collectGarbage();
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
