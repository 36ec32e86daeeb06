import type { Decision, ProficiencyLevel, Suggestion } from '@skilltrace/contract';

export interface DemoValidation {
  /** E-mail, without the domain. */
  address: string;
  skill: string;
  level: ProficiencyLevel;
  daysAgo: number;
  /** E-mail of who confirmed it, without the domain. */
  by: string;
}

export interface DemoSuggestion {
  address: string;
  skill: string;
  level: ProficiencyLevel;
  source: Suggestion['source'];
  daysAgo: number;
}

export interface DemoDecision extends DemoSuggestion {
  decided: Pick<Decision, 'action' | 'adjustedProficiency'> & { daysAgo: number };
}

const LEAD = 'tomas.herrera';
const validated = (address: string, skill: string, level: ProficiencyLevel, daysAgo: number, by = LEAD): DemoValidation => ({
  address,
  skill,
  level,
  daysAgo,
  by,
});
const reported = (address: string, skill: string, level: ProficiencyLevel, daysAgo: number): DemoSuggestion => ({
  address,
  skill,
  level,
  daysAgo,
  source: 'SELF_REPORT',
});
const flagged = (address: string, skill: string, level: ProficiencyLevel, daysAgo: number): DemoSuggestion => ({
  ...reported(address, skill, level, daysAgo),
  source: 'SYSTEM_FLAG',
});
const decided = (
  suggestion: DemoSuggestion,
  action: Decision['action'],
  daysAgo: number,
  adjustedProficiency?: ProficiencyLevel,
): DemoDecision => ({ ...suggestion, decided: { action, daysAgo, adjustedProficiency } });

/** The validations that somebody's story needs; `demo-directory.ts` makes up the others. */
export const validationsOfStory: readonly DemoValidation[] = [
  // The member who signs in: with the decisions below three that hold, one that is due again, one from an earlier project.
  validated('amara.okafor', 'React', 'INTERMEDIATE', 290),
  validated('amara.okafor', 'TypeScript', 'ADVANCED', 505),
  validated('amara.okafor', 'Accessibility', 'INTERMEDIATE', 412),
  validated('amara.okafor', 'SQL', 'INTERMEDIATE', 623, 'leilani.kahale'),
  // Due again, with much work behind it since.
  validated('chloe.marchand', 'React', 'EXPERT', 498),
  validated('lukas.brandt', 'PostgreSQL', 'ADVANCED', 402),
  validated('oksana.shevchenko', 'TypeScript', 'ADVANCED', 371),
  // Due again, with work that ended months ago, and with none at all.
  validated('callum.fraser', 'Accessibility', 'ADVANCED', 391),
  validated('lukas.brandt', 'CI/CD', 'ADVANCED', 530),
  // Due again, and two Tech Leads see it.
  validated('sakura.watanabe', 'Design Systems', 'ADVANCED', 433),
  // Withdrawn below.
  validated('oksana.shevchenko', 'Node.js', 'INTERMEDIATE', 460),
];

/** Tags of an assignment besides what its project declares: the person is there for that skill too. */
export const tagsOfStory: Readonly<Record<string, readonly string[]>> = {
  'lukas.brandt on harbour': ['CI/CD'],
  'sakura.watanabe on lookout': ['Design Systems'],
};

/** What Tomás Herrera decided in the past, oldest first. */
export const decisionsOfStory: readonly DemoDecision[] = [
  decided(reported('amara.okafor', 'GraphQL', 'ADVANCED', 214), 'REJECT', 210),
  decided(flagged('amara.okafor', 'TypeScript', 'ADVANCED', 134), 'APPROVE', 131),
  decided(reported('amara.okafor', 'Node.js', 'INTERMEDIATE', 99), 'ADJUST_LEVEL', 96, 'NOVICE'),
  decided(flagged('oksana.shevchenko', 'Node.js', 'INTERMEDIATE', 80), 'REJECT', 78),
  decided(reported('amara.okafor', 'React', 'ADVANCED', 52), 'APPROVE', 48),
];

/** What people say of themselves and nobody has decided yet. What is due again, the nightly job finds. */
export const reportsOfStory: readonly DemoSuggestion[] = [
  // Asks again after the rejection, and for something that no project of hers is about: both her projects show it.
  reported('amara.okafor', 'GraphQL', 'INTERMEDIATE', 9),
  reported('amara.okafor', 'CSS', 'ADVANCED', 4),
  // New skills.
  reported('meiling.chen', 'Event Streaming', 'INTERMEDIATE', 6),
  reported('diego.fuentes', 'Node.js', 'INTERMEDIATE', 12),
  // Higher levels of validated ones.
  reported('youssef.elamrani', 'TypeScript', 'ADVANCED', 3),
  reported('beniamino.conti', 'React', 'INTERMEDIATE', 1),
  // On projects of others, and of somebody who is on none since Keystone is done: that one waits for an admin.
  reported('ngozi.eze', 'Caching', 'INTERMEDIATE', 5),
  reported('siobhan.byrne', 'Swift', 'EXPERT', 8),
  reported('david.goldberg', 'Threat Modeling', 'EXPERT', 15),
];
