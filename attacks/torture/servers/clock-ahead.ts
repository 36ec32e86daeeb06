// Loaded into a server before anything else. Timers run as ever; only what time it is taken for is another.
const CLOCK = `
  const Real = Date;
  const now = () => Real.now() + AHEAD;
  globalThis.Date = class Date extends Real {
    constructor(...given) { if (given.length === 0) super(now()); else super(...given); }
    static now() { return now(); }
  };`;

/** The environment of a process whose clock is ahead by so much. */
export function clockAhead(milliseconds: number): Record<string, string> {
  const module = encodeURIComponent(CLOCK.replace('AHEAD', String(milliseconds)));
  return { NODE_OPTIONS: `--import data:text/javascript,${module}` };
}
