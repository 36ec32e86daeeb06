import { t } from '@lingui/core/macro';
import type { DecisionErrorCode, ResolveSuggestionsResult } from '@skilltrace/contract';
import { messageInWords } from './outbox-words.ts';
import type { Decided, Outbox, Refused } from './outbox.ts';

/** Errors after which the suggestion stays hidden: it is decided, deleted, or not this person's to decide. */
const FINAL: readonly DecisionErrorCode[] = ['ALREADY_PROCESSED', 'NOT_FOUND', 'UNAUTHORIZED'];

/** Applies the server's answer to a parcel. Decisions that the answer does not mention become unsent. */
export function answerParcel(outbox: Outbox, key: string, { processed, errors }: ResolveSuggestionsResult): Outbox {
  const parcel = outbox.sending.find((one) => one.key === key);
  if (!parcel) return outbox;
  const done = new Set(processed.map(({ suggestionId }) => suggestionId));
  const settled = new Set(outbox.settled);
  const refused: Refused[] = [];
  const unconfirmed: Decided[] = [];
  for (const decided of parcel.decisions) {
    const error = errors.find(({ suggestionId }) => suggestionId === decided.suggestionId);
    if (error) refused.push({ ...decided, code: error.code, message: messageInWords(error) });
    if (done.has(decided.suggestionId) || (error && FINAL.includes(error.code))) settled.add(decided.suggestionId);
    else if (!error) unconfirmed.push(decided);
  }
  return {
    ...outbox,
    settled,
    sending: outbox.sending.filter((one) => one !== parcel),
    refused: [...outbox.refused, ...refused],
    savedCount: outbox.savedCount + done.size,
    unsent:
      unconfirmed.length === 0
        ? outbox.unsent
        : [...outbox.unsent, { key: `${key}~`, decisions: unconfirmed, reason: t`The server sent no confirmation.` }],
  };
}
