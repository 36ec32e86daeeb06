import type { AuditAction } from '@skilltrace/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { addressOf, apiPages } from '#lib/api/queries.ts';
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
export const useAuditLog = (filters: AuditFilters) => useInfiniteQuery(apiPages('/api/audit_log', { query: parametersOf(filters) }));

/** Where the same entries are downloaded from, all of them. */
export const exportAddress = (filters: AuditFilters): string => addressOf('/api/audit_log/export', { query: parametersOf(filters) });
