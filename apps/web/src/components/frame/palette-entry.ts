import type { ProfileItem } from '@skilltrace/contract';
import type { NavigateOptions } from '@tanstack/react-router';

/** A result of the palette. */
export interface PaletteEntry {
  key: string;
  label: string;
  note?: string | undefined;
  /** A person whose facts replace the note, and the other people in the results. */
  person?: { of: ProfileItem; among: readonly ProfileItem[] };
  /** "Page", "Action", "View", "Person", "Project" or "Skill". */
  kind: string;
  link: NavigateOptions;
}
