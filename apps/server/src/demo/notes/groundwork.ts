import type { ProjectNotes } from '../write-note.js';

export const groundworkNotes: ProjectNotes = {
  work: [
    'moving Harbour to the new cluster',
    'memory limits that follow what is really used',
    'the Terraform module for databases',
    'alerts that somebody can act on',
    'a dashboard for each service, from one template',
    'the restore test of all databases',
    'build caches in the pipeline',
    'signing images in the pipeline',
    'the run-book for a lost zone',
    'network policies by default',
    'tracing through the message broker',
    'the budget for errors with Lantern',
    'clean-up of forgotten volumes',
    'the upgrade of the cluster, one minor version',
    'rotation of the pipeline’s credentials',
    'a practice incident with Fieldnote',
    'the follow-up of last week’s incident',
  ],
  puzzles: [
    ['deployments hung for ten minutes', 'a pod could not be moved because its budget allowed no disruption'],
    ['alerts came an hour late', 'the rule averaged over a window longer than the incident'],
    ['a node was full every third day', 'the logs of one job were never rotated'],
    ['the plan wanted to replace a database', 'the provider renamed a field in a minor version'],
    ['builds were slow only in the afternoon', 'all runners shared one cache volume, which was throttled'],
  ],
  findings: [
    'Pages per week went from #14-30 to #2-7.',
    'A restore of the largest database takes #22-58 minutes; we had promised 60.',
    'Builds take #4-9 minutes instead of #13-24.',
    'Monthly cost is #6-21 % lower.',
    'The practice took #18-55 minutes from page to fix, #3-8 actions noted.',
    'No drift in #20-60 modules for #2-6 weeks.',
  ],
  next: [
    'Next: the same for the data platform.',
    'Will do the second half on Tuesday, outside office hours.',
    'Wants a decision on how long traces are kept.',
    'The run-book needs a reader who has not seen it.',
  ],
};
