import type { ProjectNotes } from '../write-note.js';

export const orchardNotes: ProjectNotes = {
  work: [
    'the model of service times by building type',
    'a cache for travel times between stops',
    'features from two years of tours',
    'the baseline that everything is compared with',
    're-planning when a driver calls in sick',
    'time windows that the planner may bend',
    'the simulator for a whole depot',
    'an evaluation on tours that were really driven',
    'explanations for why a stop came last',
    'warm starts from yesterday’s plan',
    'clean-up of addresses that lie in the sea',
    'the nightly training run',
    'limits on overtime in the objective',
    'a shadow run beside the old planner',
    'the map for dispatchers',
  ],
  puzzles: [
    ['plans got worse after the retraining', 'the holidays were in the training data and not in the features'],
    ['the planner sent two vans into one street', 'the cache gave the travel time of the opposite direction'],
    ['one depot had impossible plans', 'its opening hours were kept in local time and read as UTC'],
    ['the solver ran into its limit every Friday', 'the late pick-ups were all added as separate stops'],
    ['predictions were far off in one valley', 'the map had the bridge that is closed since spring'],
  ],
  findings: [
    'Error of the service time is #38-70 seconds, was #75-120.',
    'In the shadow run, #2-7 % fewer kilometers.',
    'The cache answers #88-97 % of the lookups.',
    'Dispatchers kept #60-92 % of the plans as they were.',
    'A plan for the biggest depot takes #9-40 seconds.',
    'No gain in the two smallest depots, as expected.',
  ],
  next: [
    'Next: the depots with bikes.',
    'Dispatch wants to see it for two more weeks.',
    'Will write up why the simpler model won.',
    'Waiting for the new map.',
  ],
};
