/** Three bars: the mark of Skilltrace. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className={className ?? 'size-5'} fill="none">
      <rect width="16" height="16" rx="3.5" className="fill-accent" />
      <g className="fill-on-accent">
        <rect x="4" y="8.5" width="2" height="4" rx="0.5" />
        <rect x="7" y="5.5" width="2" height="7" rx="0.5" />
        <rect x="10" y="3.5" width="2" height="9" rx="0.5" />
      </g>
    </svg>
  );
}
