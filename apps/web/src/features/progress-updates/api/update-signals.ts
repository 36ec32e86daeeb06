import { LARGEST_PAGE_SIZE } from '@skilltrace/domain/limits';
import { apiQuery } from '#lib/api/queries.ts';

/** The signals that an update created. */
export const updateSignalsQuery = (id: number) =>
  apiQuery('/api/progress_updates/{id}/signals', { path: { id }, query: { limit: LARGEST_PAGE_SIZE } });
