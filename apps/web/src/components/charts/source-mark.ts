import { t } from '@lingui/core/macro';

/** The look of each source of signals: a color, and a pattern for people who cannot distinguish the colors. */
export const sourceFill = {
  project:
    'bg-project-fill bg-[repeating-linear-gradient(135deg,transparent_0_3px,color-mix(in_srgb,var(--color-surface)_55%,transparent)_3px_5px)]',
  update: 'bg-update-fill',
} as const;

export type Source = keyof typeof sourceFill;
export const SOURCES = ['project', 'update'] as const satisfies readonly Source[];

export const sourceName = (source: Source): string => (source === 'project' ? t`Joining and completing projects` : t`Progress updates`);
