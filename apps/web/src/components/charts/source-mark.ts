/** How the sources of signals look everywhere: a color each, and a pattern for who cannot tell the colors apart. */
export const sourceFill = {
  project:
    'bg-project-fill bg-[repeating-linear-gradient(135deg,transparent_0_3px,color-mix(in_srgb,var(--color-surface)_55%,transparent)_3px_5px)]',
  update: 'bg-update-fill',
} as const;

export type Source = keyof typeof sourceFill;
export const SOURCES = ['project', 'update'] as const satisfies readonly Source[];

export const sourceName: Record<Source, string> = { project: 'Joining and completing projects', update: 'Progress updates' };
