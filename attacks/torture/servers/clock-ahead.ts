// Loaded into a server before anything else. Only the current time changes; timers run normally.
const CLOCK = `
  const Real = Date;
  const now = () => Real.now() + AHEAD;
  globalThis.Date = class Date extends Real {
    constructor(...given) { if (given.length === 0) super(now()); else super(...given); }
    static now() { return now(); }
  };`;

/** The environment for a process whose clock is ahead by this time. */
export function clockAhead(milliseconds: number): Record<string, string> {
  const module = encodeURIComponent(CLOCK.replace('AHEAD', String(milliseconds)));
  return { NODE_OPTIONS: `--import data:text/javascript,${module}` };
}
