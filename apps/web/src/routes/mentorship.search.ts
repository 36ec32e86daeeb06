import { oneOf, searchOf } from '#lib/search-params.ts';

export const mentorshipSearch = searchOf((search) => ({
  status: oneOf(search['status'], ['pending', 'accepted', 'declined', 'completed', 'cancelled']),
}));
