import { idOf, momentOf, oneOf, searchOf } from '#lib/search-params.ts';
import { BUCKETS, RANGES } from './skill-tracker.search.ts';

export const projectSearch = searchOf((search) => ({
  tab: oneOf(search['tab'], ['overview', 'team', 'updates', 'skills']),
  /** The update to bring into sight, whose signals somebody asked about. */
  update: idOf(search['update']),
  range: oneOf(search['range'], RANGES),
  bucket: oneOf(search['bucket'], BUCKETS),
  asOf: momentOf(search['asOf']),
}));
