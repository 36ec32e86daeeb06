import type { AuditEntry } from '@skilltrace/contract';
import { dateInWords } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';

const FIELDS: Readonly<Record<string, string>> = {
  avatarUrl: 'picture',
  category: 'category',
  description: 'description',
  email: 'e-mail address',
  endedAt: 'end',
  expiresAt: 'expiry',
  externalId: 'external id',
  isActive: 'in use',
  isAdmin: 'admin',
  level: 'level',
  metadata: 'skill ideas and other notes',
  name: 'name',
  revokedAt: 'revocation',
  role: 'role',
  sessions: 'sessions that ended',
  startedAt: 'start',
  status: 'status',
  tags: 'tags',
  title: 'title',
  tokenHash: 'the token itself',
  validatedAt: 'validated',
};
// The sentence says these by name.
const SAID = new Set(['techLeadId', 'validatedById', 'resolvedById', 'isAdmin', 'isActive']);

type Details = AuditEntry['details'];

/** What became what, each in a few words; nothing where the sentence says it all. */
export function changesIn(entry: Pick<AuditEntry, 'action' | 'details'>): string[] {
  const { details } = entry;
  if (entry.action === 'import.run') return importIn(details);
  if (entry.action === 'table.truncated') return [String(details['table'])];
  const { before = {}, after = {}, fields = [] } = details;
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !SAID.has(name));
  const values = names.flatMap((name) => {
    const [was, is] = [valueInWords(before[name]), valueInWords(after[name])];
    if (was === is || (was === undefined && is === undefined)) return [];
    const called = FIELDS[name] ?? name;
    // What was suggested, and no level that it became.
    if (entry.action === 'suggestion.rejected' && is === undefined) return [`${called}: ${was}`];
    if (name in before && name in after) return [`${called}: ${was ?? 'none'} → ${is ?? 'none'}`];
    return [`${called}: ${is ?? was}`];
  });
  return fields.length === 0 ? values : [...values, `changed: ${fields.map((field) => FIELDS[field] ?? field).join(', ')}`];
}

function valueInWords(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((one) => isolate(String(one))).join(', ');
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT/.test(value) ? dateInWords(value) : isolate(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return isolate(JSON.stringify(value));
}

const SECTIONS: Readonly<Record<string, string>> = { employeeSkills: 'validated skills' };

function importIn(details: Details): string[] {
  const counts = (details['counts'] ?? {}) as Record<string, number | Record<string, number>>;
  const parts = Object.entries(counts).flatMap(([name, count]) => {
    if (typeof count === 'number') return count === 0 ? [] : [`${count.toLocaleString()} ${name}`];
    const told = Object.entries(count).filter(([what, number]) => number > 0 && what !== 'unchanged');
    return told.length === 0
      ? []
      : [`${SECTIONS[name] ?? name}: ${told.map(([what, number]) => `${number.toLocaleString()} ${what}`).join(', ')}`];
  });
  const kind = details['kind'] === 'organisation' ? 'an organization file' : 'progress updates';
  return [kind, ...(parts.length === 0 ? ['nothing new'] : parts), ...(details['isWhole'] === false ? ['broke off'] : [])];
}
