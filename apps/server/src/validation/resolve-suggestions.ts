import type { Decision, ResolveSuggestionsResult } from '@skilltrace/contract';
import { commentIn, decideSuggestion, NO_SUCH_SUGGESTION } from '@skilltrace/domain/validation/decision';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { lockSuggestions } from './lock-suggestions.js';
import { writeDecisions, type DecisionToWrite } from './write-decisions.js';

// Before any row is locked, because a comment is a text.
const WAIT_FOR_ERASING = 'SELECT wait_for_erasing()';

/**
 * Decides a batch of suggestions in one transaction and a fixed number of statements. Each decision is independent: a refused one
 * does not affect the others and is reported in `errors`. If an id is repeated, only the first decision counts. If two people decide
 * the same suggestion simultaneously, one wins and the other gets ALREADY_PROCESSED. Confirmed levels go into the validation ledger.
 * Comments are stored with the decisions. No decision emits a signal.
 *
 * @returns the applied decisions and the errors, each in the order of the request
 */
export async function resolveSuggestions(
  connection: Connection,
  caller: Caller,
  decisions: readonly Decision[],
): Promise<ResolveSuggestionsResult> {
  const firstOfEach = new Map<number, Decision>();
  for (const decision of decisions) if (!firstOfEach.has(decision.suggestionId)) firstOfEach.set(decision.suggestionId, decision);
  const hasComments = decisions.some(({ comment }) => commentIn(comment) !== null);
  return connection.transaction(async (transaction) => {
    if (hasComments) await transaction.query(WAIT_FOR_ERASING);
    const suggestions = await lockSuggestions(transaction, [...firstOfEach.keys()], caller.profileId);
    const toWrite: DecisionToWrite[] = [];
    const processed: ResolveSuggestionsResult['processed'] = [];
    const errors: ResolveSuggestionsResult['errors'] = [];
    for (const [suggestionId, decision] of firstOfEach) {
      const suggestion = suggestions.get(suggestionId);
      if (!suggestion) {
        errors.push({ suggestionId, ...NO_SUCH_SUGGESTION });
        continue;
      }
      const verdict = decideSuggestion(caller, suggestion, decision);
      if (verdict.status === 'REFUSED') {
        const { status: _status, ...refusal } = verdict;
        errors.push({ suggestionId, ...refusal });
        continue;
      }
      const { id, profileId, skillId, decidedAt, employeeName, skillName } = suggestion;
      const { status, level, withdraws } = verdict;
      toWrite.push({ id, profileId, skillId, status, level, withdraws, decidedAt, comment: commentIn(decision.comment) });
      processed.push({ suggestionId, action: decision.action, employeeName, skillName, proficiencyLevel: level });
    }
    if (toWrite.length > 0) await writeDecisions(transaction, caller.profileId, toWrite);
    return { success: errors.length === 0, processed, errors };
  });
}
