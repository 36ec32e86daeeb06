import type { DirectorySuggestion } from '@skilltrace/contract';
import { commentIn, decideSuggestion } from '@skilltrace/domain/validation/decision';
import { syncDirectory } from '../directory/sync-directory.js';
import type { Transaction } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';
import { writeDecisions, type DecisionToWrite } from '../validation/write-decisions.js';
import { emailOf } from './demo-people.js';
import { demoPersonas } from './demo-personas.js';
import { decisionsOfStory, reportsOfStory, type DemoDecision, type DemoSuggestion } from './demo-story.js';

const DAY = 24 * 60 * 60_000;
const LEAD = 'SELECT id FROM profiles WHERE email = $1';
const WAITING = `
  SELECT g.id, g.profile_id AS "profileId", g.skill_id AS "skillId"
    FROM suggestions g JOIN profiles p ON p.id = g.profile_id JOIN skills s ON s.id = g.skill_id
   WHERE g.status = 'PENDING' AND p.email = $1 AND s.skill_name = $2`;

const [, leadPersona] = demoPersonas;

/**
 * Loads the past decisions of the demo's Tech Lead through the same rules and functions as any decision. Then loads the pending
 * suggestions through the directory sync, as if they came from another system.
 */
export async function loadDemoSuggestions(transaction: Transaction, now: Date): Promise<void> {
  await add(transaction, decisionsOfStory, now);
  const { id: leadId } = singleRow(await transaction.query<{ id: number }>(LEAD, [leadPersona.email]));
  const decisions: DecisionToWrite[] = [];
  for (const decision of decisionsOfStory) decisions.push(await toWrite(transaction, leadId, decision, now));
  await writeDecisions(transaction, leadId, decisions);
  await add(transaction, reportsOfStory, now);
}

async function add(transaction: Transaction, suggestions: readonly DemoSuggestion[], now: Date): Promise<void> {
  const synced = await syncDirectory(transaction, { suggestions: suggestions.map((suggestion) => toEntry(suggestion, now)) });
  if (synced.suggestions.created < suggestions.length)
    throw new Error(`The demo suggestions have rejected entries: ${JSON.stringify(synced.rejected.slice(0, 3))}`);
}

function toEntry({ address, skill, level, source, daysAgo }: DemoSuggestion, now: Date): DirectorySuggestion {
  const at = now.getTime() - daysAgo * DAY;
  // The job runs at midnight.
  const createdAt = new Date(source === 'SYSTEM_FLAG' ? at - (at % DAY) : at).toISOString();
  return { email: emailOf(address), skill, suggestedProficiency: level, source, createdAt };
}

async function toWrite(transaction: Transaction, leadId: number, suggestion: DemoDecision, now: Date): Promise<DecisionToWrite> {
  const { address, skill, level, source, decided } = suggestion;
  const waiting = singleRow(
    await transaction.query<{ id: number; profileId: number; skillId: number }>(WAITING, [emailOf(address), skill]),
  );
  const verdict = decideSuggestion(
    { profileId: leadId, isAdmin: false },
    {
      profileId: waiting.profileId,
      status: 'PENDING',
      source,
      suggestedProficiency: level,
      resolvedAt: null,
      resolvedBy: null,
      resolvedProficiency: null,
      leadsThem: true,
      isValidated: source === 'SYSTEM_FLAG',
    },
    decided,
  );
  if (verdict.status === 'REFUSED') throw new Error(`The demo decision about ${skill} of ${address} was refused: ${verdict.message}`);
  return {
    ...waiting,
    ...verdict,
    comment: commentIn(decided.comment),
    decidedAt: new Date(now.getTime() - decided.daysAgo * DAY).toISOString(),
  };
}
