import type { AuditAction, AuditEntry } from '@skilltrace/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { keysetQuery } from '#lib/api/keyset.ts';
import { addDays, beginningOf, type Day } from '#lib/days.ts';

/** What narrows the log; days are those of the viewer's calendar, both of them within. */
export interface AuditFilters {
  action?: AuditAction | undefined;
  actorId?: number | undefined;
  profileId?: number | undefined;
  projectId?: number | undefined;
  firstDay?: Day | undefined;
  lastDay?: Day | undefined;
}

function parametersOf({ action, actorId, profileId, projectId, firstDay, lastDay }: AuditFilters) {
  return {
    action,
    actorId,
    profileId,
    projectId,
    from: firstDay && beginningOf(firstDay).toISOString(),
    to: lastDay && beginningOf(addDays(lastDay, 1)).toISOString(),
  };
}

/** Who changed what, newest first. */
export function useAuditLog(filters: AuditFilters) {
  const query = parametersOf(filters);
  return useInfiniteQuery(keysetQuery<AuditEntry>(['audit-log', query], '/api/audit_log', query));
}

/** Where the same entries are downloaded from, all of them. */
export function exportAddress(filters: AuditFilters): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(parametersOf(filters))) if (value !== undefined) parameters.set(name, String(value));
  return `/api/audit_log/export${parameters.size === 0 ? '' : `?${parameters.toString()}`}`;
}
