import type { ProjectNotes } from '../write-note.js';

export const lookoutNotes: ProjectNotes = {
  work: [
    'how small shops hand over parcels',
    'what people do when a parcel is late',
    'the first five minutes of a new business customer',
    'why returns are left at the neighbor’s',
    'how dispatchers read the map',
    'what drivers write on paper',
  ],
  puzzles: [],
  findings: [
    'Spoke with #3-8 people; #2-3 of them had built a workaround.',
    'The quotes are in the shared folder.',
    'Nobody asked for the feature that we had in mind.',
    'The strongest wish was a reliable hour, not an earlier one.',
    'We had the order of the questions wrong; changed it for the next round.',
  ],
  next: ['Next: two depots in the north.', 'Looking for people who stopped using us.', 'Summary on Friday.'],
  openings: [
    'Interviews about ….',
    'Sorted what we heard on ….',
    'Read last year’s complaints for ….',
    'A morning in a depot, to see ….',
    'Drew a map of ….',
    'Wrote up ….',
    'Prepared questions on ….',
    'Showed the team ….',
  ],
};
