import type { ProjectNotes } from '../write-note.js';

export const tidewaterNotes: ProjectNotes = {
  work: [
    'the model of a delivery attempt',
    'uniqueness checks in the finance mart',
    'the hourly load of scans',
    'the backfill of two years of depot costs',
    'slowly changing dimensions for contracts',
    'a single definition of “on time”',
    'the freshness dashboard',
    'incremental models for the big fact tables',
    'the DAG for the carrier invoices',
    'the move away from spreadsheet exports',
    'a glossary next to the models',
    'column-level lineage for the board report',
    'snapshots of the price lists',
    'alerts when a load is late',
    'the split of the huge DAG by owner',
    'the reconciliation of invoices with parcels',
  ],
  puzzles: [
    ['revenue was counted twice in March', 'a join on the contract ignored its valid-from date'],
    ['the nightly run lasted until ten in the morning', 'one model was fully rebuilt although it is marked incremental'],
    ['two reports disagreed on the number of returns', 'one counted labels and the other parcels'],
    ['a DAG was green but had loaded nothing', 'an empty file from the carrier counted as a success'],
    ['the backfill ran out of slots', 'each day was a separate run with its own warm-up'],
  ],
  findings: [
    'The run takes #18-45 minutes instead of #80-150.',
    'Finance checked #3-12 months by hand; everything matches.',
    '#2-9% of the invoices do not match a parcel; sent the list to operations.',
    '#30-90 tests run in #2-6 minutes.',
    'All #5-14 reports now use the same definition.',
    'Scanned bytes are down by #35-80%.',
  ],
  next: [
    'Next: the same for the partner mart.',
    'Waiting for finance to sign off.',
    'Will switch off the old report at the end of the month.',
    'Needs a decision on who owns the depot list.',
  ],
};
