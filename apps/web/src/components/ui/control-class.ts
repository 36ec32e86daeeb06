/** What everything looks like that one writes or chooses in. 16 px on phones: smaller, and iOS zooms in on the focus. */
export const controlClass =
  'w-full rounded border border-line-strong bg-surface px-2 text-lg text-ellipsis text-ink md:text-base aria-invalid:border-failed disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-faint';
