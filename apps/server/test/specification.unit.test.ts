import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

// docs/reference/specification.md maps the specifications to files and tests. docs.unit.test.ts checks that its paths exist.
const root = resolve(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'docs/reference/specification.md'), 'utf8');
const [mapped = '', differences = ''] = page.split('## What differs, and why');

const rowsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| in the specification') && !line.startsWith('| the specification |'))
    .map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$/g, '')));

/** The terms of the two specifications. */
const TERMS = `
  skills | project_skills | progress_updates | mentorship_sessions | user_skill_signals | skill_name | category | content |
  intern_id | mentor_id | session_focus | status | source_type | source_id | signal_type | weight | created_at | emitSkillSignals |
  userId | sourceType | sourceId | signalType | context | skillIds | connection | metadata.skill_ideas | mentorship | joined |
  completed | POST /api/progress_updates | StaleSkillFlaggingService | @Cron | ScheduleModule | Logger | Assignment.tags |
  assignmentTags.has(empSkill.skill.name) | lastValidatedAt | skill.isActive = false | Suggestion | PENDING |
  SuggestionSource.SYSTEM_FLAG | SuggestionStatus.PENDING | suggestedProficiency | EmployeeSkill.proficiencyLevel | findFirst |
  profileId | skillId | SELF_REPORT | SYSTEM_FLAG | projectId | InboxService.getValidationInbox() | ResolutionService |
  ProfileService.getSkillsTiers() | PrismaService
`
  .split('|')
  .map((term) => term.trim());

test('the specification page contains every term of the two specifications', () => {
  expect(TERMS.filter((term) => !page.includes(`\`${term}\``))).toEqual([]);
});

test('the specification page maps each term to a file and a test', () => {
  const rows = rowsOf(mapped);
  expect(rows.length).toBeGreaterThan(40);
  expect(
    rows.filter(([, file = '', evidence = '']) => !/`[\w/.-]+`|primary key/.test(file) || !/`[^`]+\.test\.ts`: "/.test(evidence)),
  ).toEqual([]);
});

test('the specification page cites only test names that exist', () => {
  const cited = [...mapped.matchAll(/`([^`]+\.test\.ts)`: "([^"]+)"/g)];
  expect(cited.length).toBeGreaterThan(40);
  expect(cited.filter(([, path = '', name = '']) => !readFileSync(join(root, path), 'utf8').includes(name)).map(([text]) => text)).toEqual(
    [],
  );
});

test('the specification page gives a reason for each difference', () => {
  expect(rowsOf(differences).map((cells) => cells.length)).toEqual(rowsOf(differences).map(() => 3));
});
