import type { ParametersOf } from './queries.ts';
import { apiQuery } from './queries.ts';

/** The question of `GET /api/who_knows`: skills, and what else must be true of the people. */
export type WhoKnowsQuestion = NonNullable<ParametersOf<'/api/who_knows'>['query']>;

/** The first people who know skills, most recent first, for a short list. */
export const firstWhoKnowQuery = (question: WhoKnowsQuestion, limit: number) =>
  apiQuery('/api/who_knows', { query: { ...question, limit } });
