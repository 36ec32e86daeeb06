import { t } from '@lingui/core/macro';
import type { ProficiencyLevel } from '@skilltrace/domain/validation/proficiency';
import type { ProjectStatus } from '@skilltrace/domain/projects/life-cycle';

// The API writes levels and statuses as codes. This file has the word that people see for each of them.

/** "Advanced" for `ADVANCED`. */
export function levelName(level: ProficiencyLevel): string {
  switch (level) {
    case 'NOVICE':
      return t({ message: 'Novice', comment: 'Proficiency level' });
    case 'INTERMEDIATE':
      return t({ message: 'Intermediate', comment: 'Proficiency level' });
    case 'ADVANCED':
      return t({ message: 'Advanced', comment: 'Proficiency level' });
    case 'EXPERT':
      return t({ message: 'Expert', comment: 'Proficiency level' });
  }
}

/** "Completed" for `completed`. */
export function projectStatusName(status: ProjectStatus): string {
  switch (status) {
    case 'active':
      return t({ message: 'Active', context: 'project', comment: 'Status of a project' });
    case 'completed':
      return t({ message: 'Completed', context: 'project', comment: 'Status of a project' });
    case 'archived':
      return t({ message: 'Archived', context: 'project', comment: 'Status of a project' });
  }
}
