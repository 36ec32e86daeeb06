import type { ProjectNotes } from '../write-note.js';

export const fieldnoteNotes: ProjectNotes = {
  work: [
    'offline capture of signatures',
    'the sync queue on Android',
    'the sync queue on iOS',
    'conflict rules when two drivers edit a stop',
    'the endpoint for a tour with all its stops',
    'photos that upload when there is Wi-Fi',
    'battery use of the location service',
    'scanning in the dark',
    'versioning of the tour API',
    'screen tests on the five most used devices',
    'the migration of the local database',
    'push messages when a tour changes',
    'the hand-over between two drivers',
    'a test rig that takes the network away',
    'large text in the stop list',
    'start-up time on old handhelds',
  ],
  puzzles: [
    ['stops came back after they were done', 'the server’s answer to the first try arrived after the second'],
    ['the app froze in the depot', 'four hundred handhelds synced in the same minute'],
    ['photos were rotated on one device', 'its camera writes the orientation where nobody looks'],
    ['signatures were missing for one tour', 'the local database was full and the error was swallowed'],
    ['the scanner stopped after a phone call', 'the camera session is not given back by itself'],
  ],
  findings: [
    'Survived #20-90 minutes in airplane mode without losing a stop.',
    'Start-up went from #4-7 seconds to #1-2 on the oldest handheld.',
    '#6-30 drivers in two depots use it since Monday.',
    'The rig ran #200-900 tours over night, #0-3 failed.',
    'Crash-free sessions are at 99.#4-9 %.',
    'Battery use over a shift is down by #8-25 %.',
  ],
  next: [
    'Next: the same on iOS.',
    'Next: the same on Android.',
    'The store review takes until Friday.',
    'Riding along with a driver on Wednesday to see it in use.',
  ],
};
