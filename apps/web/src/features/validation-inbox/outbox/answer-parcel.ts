import type { DecisionErrorCode, ResolveSuggestionsResult } from '@skilltrace/contract';
import { messageInWords } from './outbox-words.ts';
import type { Decided, Outbox, Refused } from './outbox.ts';

/** Refusals after which the suggestion does not come back: it is decided, gone, or not ours. */
const FINAL: readonly DecisionErrorCode[] = ['ALREADY_PROCESSED', 'NOT_FOUND', 'UNAUTHORIZED'];

/** What the server said of each decision of a parcel. Whatever it said nothing of stays unsent. */
export function answerParcel(outbox: Outbox, key: string, { processed, errors }: ResolveSuggestionsResult): Outbox {
  const parcel = outbox.sending.find((one) => one.key === key);
  if (!parcel) return outbox;
  const done = new Set(processed.map(({ suggestionId }) => suggestionId));
  const settled = new Set(outbox.settled);
  const refused: Refused[] = [];
  const unheard: Decided[] = [];
  for (const decided of parcel.decisions) {
    const error = errors.find(({ suggestionId }) => suggestionId === decided.suggestionId);
    if (error) refused.push({ ...decided, code: error.code, message: messageInWords(error) });
    if (done.has(decided.suggestionId) || (error && FINAL.includes(error.code))) settled.add(decided.suggestionId);
    else if (!error) unheard.push(decided);
  }
  return {
    ...outbox,
    settled,
    sending: outbox.sending.filter((one) => one !== parcel),
    refused: [...outbox.refused, ...refused],
    carriedOut: outbox.carriedOut + done.size,
    unsent:
      unheard.length === 0
        ? outbox.unsent
        : [...outbox.unsent, { key: `${key}~`, decisions: unheard, reason: 'The server’s answer left this out.' }],
  };
}
