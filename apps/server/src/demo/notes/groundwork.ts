import type { ProjectNotes } from '../write-note.js';

export const groundworkNotes: ProjectNotes = {
  work: [
    'the move of Harbour to the new cluster',
    'memory limits based on real usage',
    'the Terraform module for databases',
    'actionable alerts',
    'a dashboard for each service from one template',
    'the restore drill for all databases',
    'build caches in the pipeline',
    'image signing in the pipeline',
    'the runbook for losing a zone',
    'default network policies',
    'tracing through the message broker',
    'the error budget with Lantern',
    'cleanup of orphaned volumes',
    'the cluster upgrade by one minor version',
    'credential rotation in the pipeline',
    'an incident drill with Fieldnote',
    'the follow-up to last week’s incident',
  ],
  puzzles: [
    ['deployments hung for ten minutes', 'a disruption budget kept one pod from moving'],
    ['alerts came an hour late', 'the rule averaged over a window longer than the incident'],
    ['a node was full every third day', 'the logs of one job were never rotated'],
    ['a Terraform plan wanted to replace a database', 'the provider renamed a field in a minor version'],
    ['builds were slow only in the afternoon', 'all runners shared one cache volume, which was throttled'],
  ],
  findings: [
    'Pages per week went from #14-30 to #2-7.',
    'Restoring the largest database takes #22-58 minutes; our target is 60.',
    'Builds take #4-9 minutes instead of #13-24.',
    'The monthly bill is #6-21% lower.',
    'The drill took #18-55 minutes from page to fix, with #3-8 action items.',
    'No drift in #20-60 modules for #2-6 weeks.',
  ],
  next: [
    'Next: the same for the data platform.',
    'Will do the second half on Tuesday, outside office hours.',
    'Needs a decision on how long we keep traces.',
    'The runbook needs a fresh reader.',
  ],
};
