import type { Assignment } from '@skilltrace/contract';
import { request } from '#lib/api/request.ts';
import { useProjectChange } from './use-project-change.ts';

export interface EndAssignment {
  assignmentId: number;
  startedAt: string;
}

/** The server's time to the second: it refuses an end in the future, which a clock that is a moment ahead would send. */
async function serverNow(): Promise<number> {
  const answer = await fetch('/healthz', { cache: 'no-store' }).catch(() => undefined);
  const at = Date.parse(answer?.headers.get('date') ?? '');
  return Number.isNaN(at) ? Date.now() : at;
}

async function endAssignment({ assignmentId, startedAt }: EndAssignment): Promise<Assignment> {
  const endedAt = new Date(Math.max(await serverNow(), Date.parse(startedAt))).toISOString();
  return request<Assignment>('PATCH', `/api/assignments/${assignmentId}`, { body: { endedAt } });
}

/** Ends an assignment now. It emits nothing. 409 where it has ended meanwhile. */
export const useEndAssignment = () => useProjectChange(endAssignment);
