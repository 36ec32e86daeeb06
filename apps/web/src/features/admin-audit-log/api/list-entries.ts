import type { AuditAction } from '@skilltrace/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { addressOf, apiPages } from '#lib/api/queries.ts';
import { addDays, beginningOf, type Day } from '#lib/days.ts';

/** The filters of the log. Days are in the time zone of the viewer, and both are included. */
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

/** The audit log, newest first. */
export const auditLogQuery = (filters: AuditFilters) => apiPages('/api/audit_log', { query: parametersOf(filters) });

export const useAuditLog = (filters: AuditFilters) => useInfiniteQuery(auditLogQuery(filters));

/** The address that downloads all entries that match the filters. */
export const exportAddress = (filters: AuditFilters): string => addressOf('/api/audit_log/export', { query: parametersOf(filters) });
