import { plural, t } from '@lingui/core/macro';
import type { AuditEntry } from '@skilltrace/contract';
import { PROJECT_STATUSES } from '@skilltrace/domain/projects/life-cycle';
import { PROFICIENCY_LEVELS } from '@skilltrace/domain/validation/proficiency';
import { levelName, projectStatusName } from '#lib/format/names-of-values.ts';
import { inDigits } from '#lib/format/number.ts';
import { dateInWords } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';

const fieldNames = (): Readonly<Record<string, string>> => ({
  alias: t`Alias`,
  avatarUrl: t`Picture`,
  behindIds: t`People behind the token (numbers)`,
  category: t`Category`,
  createdById: t`Creator (number)`,
  description: t`Description`,
  email: t`E-mail address`,
  endedAt: t`End date`,
  expiresAt: t`Expiry date`,
  externalId: t`External ID`,
  imported: t`From an import`,
  importedValidatorId: t`Validator in the import (number)`,
  isActive: t`Active`,
  isAdmin: t`Admin`,
  level: t`Level`,
  mergedInto: t`Merged into`,
  metadata: t`Skill ideas and other notes`,
  movedSuggestions: t`Moved suggestions`,
  name: t`Name`,
  parentId: t`Created with token (number)`,
  profileId: t`Person (number)`,
  revokedAt: t`Revocation date`,
  role: t`Role`,
  sessions: t`Ended sessions`,
  sharesValidatedSkills: t`Shares validated skills`,
  source: t`Source`,
  startedAt: t`Start date`,
  status: t`Status`,
  tags: t`Tags`,
  title: t`Title`,
  tokenHash: t`Token value`,
  validatedAt: t`Validation date`,
  withoutPassword: t`Without a password`,
});
// The sentence of the entry already contains these.
const IN_SENTENCE = new Set(['techLeadId', 'validatedById', 'resolvedById', 'isAdmin', 'isActive', 'mergedIntoId', 'mergedFromId']);

type Details = AuditEntry['details'];

/** The changed fields with their previous and new values. Empty if the sentence of the entry contains everything. */
export function changesIn(entry: Pick<AuditEntry, 'action' | 'details'>): string[] {
  const { details } = entry;
  if (entry.action === 'import.run') return importIn(details);
  if (entry.action === 'table.truncated') return [String(details['table'])];
  const labels = fieldNames();
  const { before = {}, after = {}, fields = [] } = details;
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !IN_SENTENCE.has(name));
  const values = names.flatMap((name) => {
    const [previous, current] = [valueInWords(before[name]), valueInWords(after[name])];
    if (previous === current) return [];
    const field = labels[name] ?? name;
    const [from, to] = [previous ?? t`none`, current ?? t`none`];
    // A rejected suggestion has only the suggested level.
    const isRejection = entry.action === 'suggestion.rejected' && current === undefined;
    if (name in before && name in after && !isRejection) return [t`${field}: ${from} → ${to}`];
    const value = current ?? from;
    return [t`${field}: ${value}`];
  });
  if (fields.length === 0) return values;
  const changed = fields.map((field) => labels[field] ?? field).join(', ');
  return [...values, t`Changed fields: ${changed}`];
}

function valueInWords(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((one) => isolate(String(one))).join(', ');
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT/.test(value) ? dateInWords(value) : isolate(codeInWords(value));
  if (typeof value === 'boolean') return value ? t`yes` : t`no`;
  if (typeof value === 'number') return String(value);
  return isolate(JSON.stringify(value));
}

/** The name of a level or of a project status. Any other text is returned unchanged. */
function codeInWords(code: string): string {
  const level = PROFICIENCY_LEVELS.find((one) => one === code);
  if (level) return levelName(level);
  const status = PROJECT_STATUSES.find((one) => one === code);
  return status ? projectStatusName(status) : code;
}

function importIn(details: Details): string[] {
  const counts = (details['counts'] ?? {}) as Record<string, number | Record<string, number>>;
  const results = Object.entries(counts).flatMap(([name, count]) => {
    if (typeof count === 'number') return count === 0 ? [] : [countInWords(name, count)];
    const outcomes = Object.entries(count).filter(([outcome, number]) => number > 0 && outcome !== 'unchanged');
    if (outcomes.length === 0) return [];
    const [section, list] = [sectionName(name), outcomes.map(([outcome, number]) => outcomeInWords(outcome, number)).join(', ')];
    return [t`${section}: ${list}`];
  });
  return [
    details['kind'] === 'organisation' ? t`Organization file` : t`Progress updates`,
    ...(results.length === 0 ? [t`No changes`] : results),
    ...(details['isWhole'] === false ? [t`Interrupted`] : []),
  ];
}

function countInWords(name: string, count: number): string {
  switch (name) {
    case 'imported':
      return plural(count, { one: '# line imported', other: '# lines imported' });
    case 'duplicates':
      return plural(count, { one: '# duplicate line', other: '# duplicate lines' });
    case 'rejected':
      return plural(count, { one: '# line rejected', other: '# lines rejected' });
    case 'signals':
      return plural(count, { one: '# signal', other: '# signals' });
    default:
      return `${name}: ${inDigits(count)}`;
  }
}

function outcomeInWords(outcome: string, count: number): string {
  switch (outcome) {
    case 'created':
      return plural(count, { one: '# created', other: '# created' });
    case 'updated':
      return plural(count, { one: '# updated', other: '# updated' });
    case 'rejected':
      return plural(count, { one: '# rejected', other: '# rejected' });
    default:
      return `${outcome}: ${inDigits(count)}`;
  }
}

function sectionName(section: string): string {
  const names: Readonly<Record<string, string>> = {
    skills: t`Skills`,
    profiles: t`People`,
    projects: t`Projects`,
    assignments: t`Assignments`,
    employeeSkills: t`Validated skills`,
    suggestions: t`Suggestions`,
  };
  return names[section] ?? section;
}
