import type { InboxEmployee, InboxSuggestion, ValidationInbox } from '@skilltrace/contract';

/** For tests: a suggestion, by default a self-report without evidence. */
export const suggestion = (id: number, fields: Partial<InboxSuggestion> = {}): InboxSuggestion => ({
  id,
  skillId: id,
  skillName: `Skill ${id}`,
  category: 'Test',
  source: 'SELF_REPORT',
  suggestedProficiency: 'ADVANCED',
  currentProficiency: null,
  lastValidatedAt: null,
  lastValidatedBy: null,
  imported: null,
  createdAt: '2026-11-18T12:00:00.000Z',
  evidence: { signals: 0, signalsSinceValidation: 0, lastSignalAt: null, weekly: Array<number>(26).fill(0), recent: [] },
  ...fields,
});

const person = (profileId: number, ids: readonly number[]): InboxEmployee => ({
  profileId,
  name: `Person ${profileId}`,
  avatarUrl: null,
  role: 'Engineer',
  pendingSuggestionsCount: ids.length,
  suggestions: ids.map((id) => suggestion(id)),
});

/** For tests: an inbox, written as project → person → suggestions. Project 0 holds people without a Tech Lead. */
export function inboxOf(projects: Readonly<Record<number, Readonly<Record<number, readonly number[]>>>>): ValidationInbox {
  const groups = Object.entries(projects).map(([id, people]) => {
    const employees = Object.entries(people).map(([profileId, ids]) => person(Number(profileId), ids));
    const pendingSuggestionsCount = employees.reduce((sum, one) => sum + one.pendingSuggestionsCount, 0);
    return { projectId: Number(id), projectName: `Project ${id}`, pendingSuggestionsCount, employees };
  });
  return {
    projects: groups.filter(({ projectId }) => projectId > 0),
    unassigned: groups.find(({ projectId }) => projectId === 0)?.employees ?? [],
  };
}
