import type { ProjectNotes } from '../write-note.js';

export const orchardNotes: ProjectNotes = {
  work: [
    'the model of service times by building type',
    'a cache for travel times between stops',
    'features from two years of tours',
    'the baseline for all comparisons',
    'automatic re-planning for sick drivers',
    'soft time windows',
    'the simulator for a whole depot',
    'an evaluation on real tours',
    'explanations for why a stop came last',
    'warm starts from yesterday’s plan',
    'cleanup of addresses in the middle of the sea',
    'the nightly training run',
    'limits on overtime in the objective',
    'a shadow run next to the old planner',
    'the map for dispatchers',
  ],
  puzzles: [
    ['plans got worse after the retraining', 'the training data included holidays but the features did not'],
    ['the planner sent two vans down the same street', 'the cache returned the travel time for the opposite direction'],
    ['one depot had impossible plans', 'its opening hours were stored in local time and read as UTC'],
    ['the solver hit its time limit every Friday', 'late pickups were all added as separate stops'],
    ['predictions were far off in one valley', 'the map still had a bridge that has been closed since spring'],
  ],
  findings: [
    'The service time error is down to #38-70 seconds from #75-120.',
    'The shadow run shows #2-7% fewer kilometers.',
    'The cache answers #88-97% of the lookups.',
    'Dispatchers kept #60-92% of the plans unchanged.',
    'A plan for the biggest depot takes #9-40 seconds.',
    'No gain in the two smallest depots, as expected.',
  ],
  next: [
    'Next: the depots with bikes.',
    'Dispatch wants to try it for two more weeks.',
    'Will write up why the simpler model won.',
    'Waiting for the new map.',
  ],
};
