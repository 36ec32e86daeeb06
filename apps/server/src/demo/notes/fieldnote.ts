import type { ProjectNotes } from '../write-note.js';

export const fieldnoteNotes: ProjectNotes = {
  work: [
    'offline capture of signatures',
    'the sync queue on Android',
    'the sync queue on iOS',
    'conflict rules when two drivers edit a stop',
    'the endpoint for a tour with all its stops',
    'photo uploads over Wi-Fi only',
    'battery use of the location service',
    'barcode scanning in low light',
    'versioning of the tour API',
    'UI automation on the five most common devices',
    'the migration of the local database',
    'push notifications for changed tours',
    'the handover between two drivers',
    'a test rig that cuts the network',
    'large text in the stop list',
    'startup time on old handhelds',
  ],
  puzzles: [
    ['completed stops came back', 'the response to the first attempt arrived after the second'],
    ['the app froze in the depot', 'four hundred handhelds synced in the same minute'],
    ['photos were rotated on one device', 'its camera stores the orientation in a different field'],
    ['signatures were missing for one tour', 'the local database was full and the error was swallowed'],
    ['the scanner stopped after a phone call', 'the camera session is not restored automatically'],
  ],
  findings: [
    'Survived #20-90 minutes in airplane mode without losing a stop.',
    'Startup went from #4-7 seconds to #1-2 on the oldest handheld.',
    '#6-30 drivers in two depots have been using it since Monday.',
    'The rig ran #200-900 tours overnight; #0-3 failed.',
    'Crash-free sessions are at 99.#4-9%.',
    'Battery use over a shift is down by #8-25%.',
  ],
  next: [
    'Next: the same on iOS.',
    'Next: the same on Android.',
    'The app store review should be done by Friday.',
    'Riding along with a driver on Wednesday to see it in use.',
  ],
};
