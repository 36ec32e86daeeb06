import { expect, it } from 'vitest';
import { refuse, refuseField } from './refusal.js';
import { SectionTally } from './section-tally.js';

it('lists the first 100 rejected entries in the order of the section, and counts all', () => {
  const tally = new SectionTally('skills');
  for (let index = 449; index >= 0; index -= 1) tally.reject(index, refuse('CONFLICT', 'This person has left.'));
  expect(tally.report().rejected).toBe(450);
  expect(tally.rejected().map(({ index }) => index)).toEqual(Array.from({ length: 100 }, (_, index) => index));
});

it('names the reason of a rejected entry with its parameters, or what is wrong with its field', () => {
  const tally = new SectionTally('assignments');
  tally.reject(3, refuse('NOT_FOUND', 'There is no skill {skill}.', { field: 'skill', params: { skill: '{email} $1' } }));
  tally.reject(2, refuseField('endedAt', 'must not be in the future'));
  expect(tally.rejected()).toEqual([
    {
      section: 'assignments',
      index: 2,
      path: 'assignments.2.endedAt',
      code: 'VALIDATION_FAILED',
      message: 'The field endedAt must not be in the future.',
      errors: [{ path: 'endedAt', message: 'must not be in the future', reason: 'in_future' }],
    },
    {
      section: 'assignments',
      index: 3,
      path: 'assignments.3.skill',
      code: 'NOT_FOUND',
      message: 'There is no skill {email} $1.',
      reason: 'no_skill_with_name',
      params: { skill: '{email} $1' },
    },
  ]);
});
