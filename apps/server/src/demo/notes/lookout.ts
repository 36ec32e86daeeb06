import type { ProjectNotes } from '../write-note.js';

export const lookoutNotes: ProjectNotes = {
  work: [
    'how small shops hand over parcels',
    'what people do when a parcel is late',
    'the first five minutes of a new business customer',
    'why people leave returns with a neighbor',
    'how dispatchers read the map',
    'what drivers write on paper',
  ],
  puzzles: [],
  findings: [
    'Spoke with #3-8 people; #2-3 of them had built a workaround.',
    'The quotes are in the shared folder.',
    'No one asked for the feature we had in mind.',
    'Most people want a reliable delivery hour, not an earlier one.',
    'Our questions were in the wrong order; changed it for the next round.',
  ],
  next: ['Next: two depots in the north.', 'Looking for people who stopped using us.', 'Summary on Friday.'],
  openings: [
    'Did interviews about ….',
    'Sorted our notes on ….',
    'Read last year’s complaints about ….',
    'Spent a morning in a depot to understand ….',
    'Drew a map of ….',
    'Wrote up ….',
    'Prepared questions on ….',
    'Presented our findings on … to the team.',
  ],
};
