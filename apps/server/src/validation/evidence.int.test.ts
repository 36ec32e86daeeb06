import type { Evidence } from '@skilltrace/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { factories } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { requestSession } from '../mentorship/request-session.js';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { editProgressUpdate } from '../progress-updates/edit-progress-update.js';
import { postProgressUpdate } from '../progress-updates/post-progress-update.js';
import { assignPerson } from '../projects/assign-person.js';
import { completeProject } from '../projects/complete-project.js';
import { readInbox } from './read-inbox.js';

const HOUR = 3_600_000;
const WEEK = 168 * HOUR;

let db: TestDatabase;
let make: ReturnType<typeof factories>;
let root: Caller;
let lead: Caller;
let person: number;
let skillId: number;
let projectId: number;

beforeAll(async () => {
  db = await createTestDatabase();
  make = factories(db.database);
  root = { profileId: await make.profile({ isAdmin: true }), isAdmin: true, via: 'token' };
});
afterAll(() => db.drop());
beforeEach(async () => {
  lead = { profileId: await make.profile(), isAdmin: false, via: 'token' };
  [person, skillId] = [await make.profile(), await make.skill()];
  projectId = await make.project({ techLeadId: lead.profileId, skillIds: [skillId], name: 'Atlas' });
  await make.assignment({ profileId: person, projectId });
  await db.database.query(
    "INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, 'NOVICE', 'SELF_REPORT')",
    [person, skillId],
  );
});

const post = (content: string, at?: number, fields: { userId?: number; projectId?: number } = {}, connection: Connection = db.database) =>
  postProgressUpdate(connection, root, {
    userId: person,
    projectId,
    content,
    ...(at === undefined ? {} : { createdAt: new Date(at).toISOString() }),
    ...fields,
  });

const validatedAt = (at: string) =>
  db.database.query(
    "INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id) VALUES ($1, $2, 'NOVICE', $3, $4)",
    [person, skillId, at, lead.profileId],
  );

async function evidence(now?: number, connection: Connection = db.readDatabase): Promise<Evidence> {
  const inbox = await readInbox(connection, lead, now === undefined ? undefined : new Date(now).toISOString());
  const found = inbox.projects[0]?.employees
    .find(({ profileId }) => profileId === person)
    ?.suggestions.find((each) => each.skillId === skillId);
  if (!found) throw new Error('The suggestion is not in the inbox');
  return found.evidence;
}

/** The weeks with signals, keyed by weeks ago. */
const weeksAgo = ({ weekly }: Evidence) =>
  Object.fromEntries(weekly.toReversed().flatMap((count, week) => (count > 0 ? [[week, count]] : [])));

test('evidence without signals is empty', async () => {
  expect(await evidence()).toEqual({ signalsSinceValidation: 0, signals: 0, lastSignalAt: null, weekly: Array(26).fill(0), recent: [] });
});

test('evidence lists joining, an update and the completion of a project, newest first', async () => {
  const past = await make.project({ techLeadId: lead.profileId, skillIds: [skillId, await make.skill()], name: 'Parcels' });
  await assignPerson(db.database, root, past, { profileId: person, role: 'Engineer', startedAt: '2024-01-02T03:04:05.600Z' });
  await completeProject(db.database, past);
  const { id, createdAt } = await post('Drew the\nfirst map', Date.parse('2025-01-01T00:00:00Z'));
  const found = await evidence();
  const completedAt = found.recent[0]?.createdAt ?? '';
  expect(found).toMatchObject({ signals: 3, signalsSinceValidation: 3, lastSignalAt: completedAt });
  expect(Date.now() - Date.parse(completedAt)).toBeLessThan(60_000);
  expect(found.recent).toEqual([
    {
      sourceType: 'project',
      sourceId: past,
      signalType: 'completed',
      projectId: past,
      projectName: 'Parcels',
      excerpt: null,
      createdAt: completedAt,
    },
    { sourceType: 'update', sourceId: id, signalType: 'update', projectId, projectName: 'Atlas', excerpt: 'Drew the first map', createdAt },
    {
      sourceType: 'project',
      sourceId: past,
      signalType: 'joined',
      projectId: past,
      projectName: 'Parcels',
      excerpt: null,
      createdAt: '2024-01-02T03:04:05.600Z',
    },
  ]);
  expect(weeksAgo(found)).toMatchObject({ 0: 1 });
});

test('evidence counts as "since the validation" only signals later than the validation', async () => {
  const at = Date.parse('2025-06-01T12:00:00.500Z');
  for (const time of [at - 1, at, at + 1, at + 2]) await post('work', time);
  expect(await evidence()).toMatchObject({ signals: 4, signalsSinceValidation: 4 });
  await validatedAt(new Date(at).toISOString());
  expect(await evidence()).toMatchObject({ signals: 4, signalsSinceValidation: 2, lastSignalAt: new Date(at + 2).toISOString() });
});

test('evidence weeks are 7 × 24 hours back from now, and a signal of exactly 7 days ago is in the previous week', async () => {
  const now = Date.parse('2026-03-31T10:00:00Z');
  for (const age of [0, 1, WEEK - 1, WEEK, WEEK + 1, 25 * WEEK, 26 * WEEK - 1, 26 * WEEK, 60 * WEEK]) await post('work', now - age);
  const found = await evidence(now);
  expect(weeksAgo(found)).toEqual({ 0: 3, 1: 2, 25: 2 });
  expect(found.weekly).toHaveLength(26);
  expect(found.weekly.at(-1)).toBe(3);
  expect(found.weekly[0]).toBe(2);
  expect(found.signals).toBe(9);
});

test('evidence weeks count back from the time of the statement by default', async () => {
  await db.database.transaction(async (transaction) => {
    const [row] = await transaction.query<{ now: string }>("SELECT date_trunc('milliseconds', now()) AS now");
    const now = Date.parse(row?.now ?? '');
    await post('now', undefined, {}, transaction);
    for (const age of [WEEK - 1, WEEK]) await post('work', now - age, {}, transaction);
    expect(weeksAgo(await evidence(undefined, transaction))).toEqual({ 0: 2, 1: 1 });
  });
});

test('evidence shows the five newest signals, and orders signals with the same time by id', async () => {
  const at = Date.parse('2025-06-01T00:00:00Z');
  for (let number = 0; number < 4; number += 1) await post(`earlier ${number}`, at - HOUR * (4 - number));
  for (let number = 0; number < 3; number += 1) await post(`same ${number}`, at);
  const found = await evidence();
  expect(found.signals).toBe(7);
  expect(found.recent.map(({ excerpt }) => excerpt)).toEqual(['same 2', 'same 1', 'same 0', 'earlier 3', 'earlier 2']);
});

test('evidence ignores signals of other people and for other skills', async () => {
  const [other, otherSkill] = [await make.profile(), await make.skill()];
  const elsewhere = await make.project({ techLeadId: lead.profileId, skillIds: [otherSkill] });
  await make.assignment({ profileId: other, projectId });
  await make.assignment({ profileId: person, projectId: elsewhere });
  await post('theirs', undefined, { userId: other });
  await post('for another skill', undefined, { projectId: elsewhere });
  expect((await evidence()).signals).toBe(0);
  const { id } = await post('mine');
  const found = await evidence();
  expect([found.signals, found.recent.map(({ sourceId }) => sourceId)]).toEqual([1, [id]]);
});

test('evidence is separate for two pending skills of a person', async () => {
  const second = await make.skill();
  await db.database.query('INSERT INTO project_skills VALUES ($1, $2)', [projectId, second]);
  await db.database.query(
    "INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, 'NOVICE', 'SELF_REPORT')",
    [person, second],
  );
  await validatedAt('2025-01-01T00:00:00Z');
  const only = await make.project({ techLeadId: lead.profileId, skillIds: [second] });
  await make.assignment({ profileId: person, projectId: only });
  await post('both', Date.parse('2024-06-01T00:00:00Z'));
  // More signals than are shown, all newer than the signal of the first skill.
  for (let day = 1; day <= 6; day += 1) await post(`second ${day}`, Date.parse(`2025-06-0${day}T00:00:00Z`), { projectId: only });
  const inbox = await readInbox(db.readDatabase, lead);
  const shown = new Map(inbox.projects[0]?.employees[0]?.suggestions.map((each) => [each.skillId, each.evidence]));
  expect(shown.get(skillId)).toMatchObject({ signals: 1, signalsSinceValidation: 0, recent: [{ excerpt: 'both' }] });
  expect(shown.get(second)).toMatchObject({ signals: 7, signalsSinceValidation: 7 });
  expect(shown.get(second)?.recent.map(({ excerpt }) => excerpt)).toEqual([6, 5, 4, 3, 2].map((day) => `second ${day}`));
});

test('evidence lists an update without its text if the Tech Lead may not see the work on its project', async () => {
  const there = await make.project({ techLeadId: root.profileId, skillIds: [skillId], name: 'There' });
  await make.assignment({ profileId: person, projectId: there });
  await post('on Atlas', Date.parse('2025-01-01T00:00:00Z'));
  await post('on There', Date.parse('2025-01-02T00:00:00Z'), { projectId: there });
  const shown = async () => (await evidence()).recent.map(({ projectName, excerpt }) => [projectName, excerpt]);
  expect(await evidence()).toMatchObject({ signals: 2, lastSignalAt: '2025-01-02T00:00:00.000Z' });
  expect(await shown()).toEqual([
    ['There', null],
    ['Atlas', 'on Atlas'],
  ]);
  const membership = await make.assignment({ profileId: lead.profileId, projectId: there });
  expect((await shown())[0]).toEqual(['There', 'on There']);
  await db.database.query('UPDATE assignments SET ended_at = now() WHERE id = $1', [membership]);
  expect((await shown())[0]).toEqual(['There', null]);
  await db.database.query('UPDATE projects SET tech_lead_id = $2 WHERE id = $1', [projectId, root.profileId]);
  const inbox = await readInbox(db.readDatabase, root);
  const ofAdmin = inbox.projects.flatMap(({ employees }) => employees.flatMap(({ suggestions }) => suggestions));
  expect(ofAdmin.flatMap(({ evidence: { recent } }) => recent.map(({ excerpt }) => excerpt))).toContain('on There');
});

test('evidence never includes mentorship', async () => {
  for (const sessionFocus of ['project_support', 'technical_guidance'] as const)
    await requestSession(db.database, root, { internId: person, mentorId: lead.profileId, sessionFocus, projectId });
  await db.database.query("UPDATE mentorship_sessions SET status = 'completed', completed_at = now() WHERE intern_id = $1", [person]);
  expect(await evidence()).toMatchObject({ signals: 0, recent: [] });
});

test('evidence excerpts are one line of at most 140 characters for any update', async () => {
  const contents = [
    '🗺️'.repeat(5_000),
    `\n\n  Drew\r\n\tthe map  `,
    'x'.repeat(10_000),
    'wörter '.repeat(1_400),
    '"quoted" \\ {"json": null} \u2028 end',
  ];
  for (const [number, content] of contents.entries()) await post(content, Date.parse('2025-01-01T00:00:00Z') - number);
  const excerpts = (await evidence()).recent.map(({ excerpt }) => excerpt ?? '');
  expect(excerpts[1]).toBe('Drew the map');
  expect(excerpts[3]).toBe(`${'wörter '.repeat(19)}wörter…`);
  expect(excerpts[4]).toBe('"quoted" \\ {"json": null} end');
  for (const excerpt of excerpts) {
    expect([...excerpt].length).toBeLessThanOrEqual(140);
    expect(excerpt.isWellFormed()).toBe(true);
    expect(excerpt).not.toMatch(/[\r\n]/);
  }
});

test('evidence shows the current text of an edited update, and counts it unchanged', async () => {
  const { id } = await post('Drwe the map');
  await editProgressUpdate(db.database, { profileId: person, isAdmin: false, via: 'token' }, id, 'Drew the map');
  expect(await evidence()).toMatchObject({ signals: 1, recent: [{ excerpt: 'Drew the map' }] });
});
