import { readdirSync } from 'node:fs';
import { sep } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { factories } from '../../test/factories.js';
import { plansOf } from '../../test/plans-of.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import type { Caller } from '../platform/auth/caller.js';
import type { ReadDatabase } from '../platform/database/read-database.js';
import { readActivity } from './read-activity.js';
import { readCalendar } from './read-calendar.js';
import { readCoverage } from './read-coverage.js';
import { readCoveredPeople } from './read-covered-people.js';
import { readDistribution } from './read-distribution.js';
import { readFreshness } from './read-freshness.js';
import { readMismatches } from './read-mismatches.js';
import { readDeclaredButNeverSignalled, readExercisedButUnvalidated, readValidatedButUnexercised } from './read-mismatch-pages.js';
import { readMomentum } from './read-momentum.js';
import { readOrganizationRisks } from './read-organization-risks.js';
import { readProjectFreshness } from './read-project-freshness.js';
import { readProjectRisks } from './read-project-risks.js';
import { readProjectsOfPerson } from './read-projects-of-person.js';
import { readSkillPeople } from './read-skill-people.js';
import { readSummary } from './read-summary.js';
import { readTimeline } from './read-timeline.js';
import { readWhoKnows } from './read-who-knows.js';
import { readSkillsMatrix } from './skills-matrix/read-skills-matrix.js';
import type { Scope } from './signals-in-scope.js';

type Relations = readonly string[];

// A query plan names the table `user_skill_signals` in place of the view `signal_ledger`.
const LEDGER = 'user_skill_signals';
/** The tables that a scope reads in addition to the ledger. */
const OF_SCOPE: Readonly<Record<Scope['of'], Relations>> = {
  person: [],
  personOnProject: [],
  personForViewer: ['assignments', 'projects'],
  project: [],
  organization: [],
};
/**
 * The tables that each chart reads in addition to the ledger and its scope: names, and for some charts the data compared with
 * the ledger.
 */
const READ_BY = {
  'read-activity': ['skills'],
  'read-calendar': [],
  'read-coverage': ['assignments', 'employee_skills', 'profiles', 'project_skills', 'projects', 'skills'],
  'read-covered-people': ['assignments', 'employee_skills', 'profiles', 'projects', 'skills'],
  'read-distribution': ['skills'],
  'read-mismatches': ['assignments', 'employee_skills', 'profiles', 'project_skills', 'projects', 'skills'],
  'read-mismatch-pages': ['assignments', 'employee_skills', 'profiles', 'project_skills', 'projects', 'skills'],
  'read-momentum': ['skills'],
  'read-organization-risks': ['employee_skills', 'profiles', 'project_skills', 'projects', 'skills'],
  'read-project-risks': ['assignments', 'employee_skills', 'profiles', 'project_skills', 'projects', 'skills'],
  'read-projects-of-person': ['projects'],
  'read-skill-people': ['employee_skills', 'profiles', 'skills'],
  'skills-matrix/read-skills-matrix': ['assignments', 'employee_skills', 'profiles', 'project_skills', 'projects', 'skills'],
  'read-summary': ['skills'],
  'read-timeline': ['profiles', 'projects', 'skills'],
  'read-who-knows': ['assignments', 'employee_skills', 'profiles', 'projects', 'skills'],
} satisfies Record<string, Relations>;

/** Reads of validated levels and assignments alone. They show no signals. */
const READ_WITHOUT_LEDGER = {
  'read-freshness': ['assignments', 'employee_skills', 'profiles', 'projects', 'skills'],
  'read-project-freshness': ['assignments', 'employee_skills', 'profiles', 'projects', 'skills'],
} satisfies Record<string, Relations>;

let db: TestDatabase;
let ids: { person: number; project: number; skill: number };

beforeAll(async () => {
  db = await createTestDatabase();
  const make = factories(db.database);
  const [person, skill] = [await make.profile(), await make.skill()];
  ids = { person, skill, project: await make.project({ techLeadId: person, skillIds: [skill] }) };
});
afterAll(() => db.drop());

/** The tables in the query plans of the statements that `read` sends. */
async function relationsRead(read: (ledger: ReadDatabase) => Promise<unknown>): Promise<string[]> {
  const names = (await plansOf(db.readDatabase, read)).flatMap((node) => node['Relation Name'] ?? []);
  return [...new Set(names)].toSorted();
}

it('the table list covers every chart in the folder', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => /(^|\/)read-[a-z-]+\.ts$/.test(file));
  expect(files.map((file) => file.replace(/\.ts$/, '')).toSorted()).toEqual(Object.keys({ ...READ_BY, ...READ_WITHOUT_LEDGER }).toSorted());
});

const scopes = (): readonly Scope[] => [
  { of: 'person', id: ids.person },
  { of: 'personOnProject', id: ids.person, projectId: ids.project },
  { of: 'personForViewer', id: ids.person, viewerId: ids.person },
  { of: 'project', id: ids.project },
  { of: 'organization', id: null },
];

it.each([
  ['read-activity', (ledger: ReadDatabase, scope: Scope) => readActivity(ledger, scope, {})],
  ['read-calendar', (ledger: ReadDatabase, scope: Scope) => readCalendar(ledger, scope, {})],
  ['read-distribution', (ledger: ReadDatabase, scope: Scope) => readDistribution(ledger, scope, {})],
  ['read-momentum', (ledger: ReadDatabase, scope: Scope) => readMomentum(ledger, scope, {})],
  ['read-projects-of-person', (ledger: ReadDatabase, scope: Scope) => readProjectsOfPerson(ledger, scope, {})],
  ['read-summary', (ledger: ReadDatabase, scope: Scope) => readSummary(ledger, scope, {})],
] as const)('%s reads only the ledger, names and the tables of its scope', async (chart, read) => {
  for (const scope of scopes()) {
    const expected = new Set([LEDGER, ...READ_BY[chart], ...OF_SCOPE[scope.of]]);
    expect({ scope: scope.of, reads: await relationsRead((ledger) => read(ledger, scope)) }).toEqual({
      scope: scope.of,
      reads: [...expected].toSorted(),
    });
  }
});

it.each([
  ['read-coverage', (ledger: ReadDatabase, caller: Caller) => readCoverage(ledger, ledger, caller, ids.project, {})],
  [
    'read-covered-people',
    (ledger: ReadDatabase, caller: Caller) => readCoveredPeople(ledger, ledger, caller, { id: ids.project, skillId: ids.skill }, {}),
  ],
  ['read-mismatches', (ledger: ReadDatabase) => readMismatches(ledger, {})],
  ['read-organization-risks', (ledger: ReadDatabase) => readOrganizationRisks(ledger, {})],
  ['read-project-risks', (ledger: ReadDatabase) => readProjectRisks(ledger, ids.project, {})],
  [
    'read-mismatch-pages',
    async (ledger: ReadDatabase) => {
      for (const read of [readValidatedButUnexercised, readExercisedButUnvalidated, readDeclaredButNeverSignalled]) await read(ledger, {});
    },
  ],
  ['read-skill-people', (ledger: ReadDatabase, caller: Caller) => readSkillPeople(ledger, ledger, caller, ids.skill, {})],
  [
    'skills-matrix/read-skills-matrix',
    (ledger: ReadDatabase, caller: Caller) =>
      readSkillsMatrix(ledger, ledger, caller, { projectId: [ids.project], state: 'no_evidence', sort: 'last_signal', groupBy: 'project' }),
  ],
  ['read-who-knows', (ledger: ReadDatabase, caller: Caller) => readWhoKnows(ledger, ledger, caller, { skillId: [ids.skill] })],
] as const)('%s reads only the ledger and the tables compared with it', async (chart, read) => {
  for (const isAdmin of [true, false]) {
    const caller: Caller = { profileId: ids.person, isAdmin, via: 'token' };
    expect(await relationsRead((ledger) => read(ledger, caller))).toEqual([LEDGER, ...READ_BY[chart]].toSorted());
  }
});

it('read-timeline reads only names, and the events of one person through a function', async () => {
  expect(await relationsRead((ledger) => readTimeline(ledger, ids.person, {}))).toEqual([...READ_BY['read-timeline']]);
});

it.each([
  ['read-freshness', (ledger: ReadDatabase) => readFreshness(ledger, {})],
  ['read-project-freshness', (ledger: ReadDatabase) => readProjectFreshness(ledger, {})],
] as const)('%s does not read the ledger', async (chart, read) => {
  expect(await relationsRead(read)).toEqual(READ_WITHOUT_LEDGER[chart].toSorted());
});
