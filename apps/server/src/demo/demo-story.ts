import type { Decision, ProficiencyLevel, Suggestion } from '@skilltrace/contract';

export interface DemoValidation {
  /** The e-mail address without the domain. */
  address: string;
  skill: string;
  level: ProficiencyLevel;
  daysAgo: number;
  /** The e-mail address of the validator without the domain. */
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
  decided: Pick<Decision, 'action' | 'adjustedProficiency' | 'comment'> & { daysAgo: number };
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
  { level, comment }: { level?: ProficiencyLevel; comment?: string } = {},
): DemoDecision => ({ ...suggestion, decided: { action, daysAgo, adjustedProficiency: level, comment } });

/** The validations that the story needs. `demo-directory.ts` generates the others. */
export const validationsOfStory: readonly DemoValidation[] = [
  // The member persona: together with the decisions below, three current ones, one that is due, and one from an earlier project.
  validated('amara.okafor', 'React', 'INTERMEDIATE', 290),
  validated('amara.okafor', 'TypeScript', 'ADVANCED', 505),
  validated('amara.okafor', 'Accessibility', 'INTERMEDIATE', 412),
  validated('amara.okafor', 'SQL', 'INTERMEDIATE', 623, 'leilani.kahale'),
  // Due for re-validation, with a lot of recent work.
  validated('chloe.marchand', 'React', 'EXPERT', 498),
  validated('lukas.brandt', 'PostgreSQL', 'ADVANCED', 402),
  validated('oksana.shevchenko', 'TypeScript', 'ADVANCED', 371),
  // Due for re-validation, one with work that ended months ago and one without any work.
  validated('callum.fraser', 'Accessibility', 'ADVANCED', 391),
  validated('lukas.brandt', 'CI/CD', 'ADVANCED', 530),
  // Due for re-validation, and visible to two Tech Leads.
  validated('sakura.watanabe', 'Design Systems', 'ADVANCED', 433),
  // Known by colleagues who look for help: they share their validated skills.
  validated('lukas.brandt', 'Kafka', 'ADVANCED', 160),
  validated('samuel.oyelaran', 'Kubernetes', 'EXPERT', 120, 'ingrid.halvorsen'),
  // Could take over Kafka on Harbour: he knows it from there, and has no project now.
  validated('david.goldberg', 'Kafka', 'ADVANCED', 95),
  // Withdrawn by a decision below.
  validated('oksana.shevchenko', 'Node.js', 'INTERMEDIATE', 460),
];

/** The people who share their validated skills with everyone. Addresses without the domain. */
export const sharingOfStory: readonly string[] = ['lukas.brandt', 'samuel.oyelaran', 'siobhan.byrne'];

/** Tags of an assignment in addition to the skills that its project declares. */
export const tagsOfStory: Readonly<Record<string, readonly string[]>> = {
  'lukas.brandt on harbour': ['CI/CD'],
  'sakura.watanabe on lookout': ['Design Systems'],
};

/** The past decisions of Tomás Herrera, oldest first. */
export const decisionsOfStory: readonly DemoDecision[] = [
  decided(reported('amara.okafor', 'GraphQL', 'ADVANCED', 214), 'REJECT', 210, {
    comment: 'So far you used one schema of Harbour. Report it again after the first API that you design yourself.',
  }),
  decided(flagged('amara.okafor', 'TypeScript', 'ADVANCED', 134), 'APPROVE', 131),
  decided(reported('amara.okafor', 'Node.js', 'INTERMEDIATE', 99), 'ADJUST_LEVEL', 96, {
    level: 'NOVICE',
    comment: 'A good start with the import job. Let us look at the next level after your first service.',
  }),
  decided(flagged('oksana.shevchenko', 'Node.js', 'INTERMEDIATE', 80), 'REJECT', 78, {
    comment: 'You have not used Node.js since you moved to the mobile team. Report it again when you do.',
  }),
  decided(reported('amara.okafor', 'React', 'ADVANCED', 52), 'APPROVE', 48),
];

/** The pending self-reports. The nightly job adds the skills that are due for re-validation. */
export const reportsOfStory: readonly DemoSuggestion[] = [
  // A second request after the rejection, and one for a skill that none of her projects declares, so that both projects show it.
  reported('amara.okafor', 'GraphQL', 'INTERMEDIATE', 9),
  reported('amara.okafor', 'CSS', 'ADVANCED', 4),
  // New skills.
  reported('oksana.shevchenko', 'Kafka', 'INTERMEDIATE', 6),
  reported('diego.fuentes', 'Node.js', 'INTERMEDIATE', 12),
  // Higher levels of validated skills.
  reported('youssef.elamrani', 'TypeScript', 'ADVANCED', 3),
  reported('beniamino.conti', 'React', 'INTERMEDIATE', 1),
  // On projects of other Tech Leads, and from a person who has no project since Keystone was completed: an admin decides that one.
  reported('ngozi.eze', 'Caching', 'INTERMEDIATE', 5),
  reported('siobhan.byrne', 'Swift', 'EXPERT', 8),
  reported('david.goldberg', 'Threat Modeling', 'EXPERT', 15),
];
