import { issueOf } from './field-reasons.ts';
import { timestamp } from './fields.ts';

/** `from` is inclusive, `to` is exclusive. */
export const range = {
  from: timestamp.optional().describe('start of the range, inclusive'),
  to: timestamp.optional().describe('end of the range, exclusive'),
};
export const asOf = { asOf: timestamp.optional().describe('reads the ledger as it was at this time, which must be in the past') };

/** Whether a range begins before it ends. */
export const inOrder = ({ from, to }: { from?: string; to?: string }) => from === undefined || to === undefined || from < to;
export const order = { path: ['from'], ...issueOf('must be before `to`') };
