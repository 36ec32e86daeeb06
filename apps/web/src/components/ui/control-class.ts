/** The classes of all text fields and selects. 16 px on phones, because iOS zooms in on smaller text on focus. */
export const controlClass =
  'w-full rounded border border-line-strong bg-surface px-2 text-lg text-ellipsis text-ink md:text-base aria-invalid:border-failed disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-faint';
