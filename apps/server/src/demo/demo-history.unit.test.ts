import { describe, expect, it } from 'vitest';
import { demoDirectory } from './demo-directory.js';
import { demoPersonas } from './demo-personas.js';
import { demoUpdates } from './demo-updates.js';

const DAY = 24 * 60 * 60_000;
const nows = [
  '2024-02-29T12:00:00Z',
  '2025-01-01T00:00:30Z',
  '2025-12-31T23:59:00Z',
  '2026-03-02T00:01:00Z',
  '2026-06-13T15:00:00Z',
  '2026-07-06T09:00:00Z',
];

describe.each(nows.map((now) => new Date(now)))('the demo history loaded at %o', (now) => {
  const updates = demoUpdates(now);
  const directory = demoDirectory(now);

  it('has several thousand updates over two years, and none in the future', () => {
    expect(updates.length).toBeGreaterThan(4_000);
    expect(updates.length).toBeLessThan(6_000);
    expect(updates.every(({ createdAt }) => Date.parse(createdAt) < now.getTime())).toBe(true);
    expect(Date.parse(updates[0]?.createdAt ?? '')).toBeLessThan(now.getTime() - 700 * DAY);
  });

  it('has no directory dates in the future', () => {
    const times = [
      ...directory.assignments.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt]),
      ...directory.employeeSkills.map((skill) => skill.lastValidatedAt),
    ];
    expect(times.filter((time) => time !== undefined && Date.parse(time) >= now.getTime())).toEqual([]);
  });

  it('has updates only within assignments of their authors, and almost only on weekdays', () => {
    const assignments = new Map<string, { startedAt: string; endedAt?: string }>(
      directory.assignments.map((assignment) => [`${assignment.email}|${assignment.projectExternalId}`, assignment]),
    );
    const outside = updates.filter((update) => {
      const assignment = assignments.get(`${update.email}|${update.projectExternalId}`);
      return (
        !assignment ||
        update.createdAt < assignment.startedAt ||
        (assignment.endedAt !== undefined && update.createdAt >= assignment.endedAt)
      );
    });
    expect(outside).toEqual([]);
    expect(updates.filter(({ createdAt }) => [0, 6].includes(new Date(createdAt).getUTCDay())).length).toBeLessThan(10);
  });

  it('has an update of the member persona in each of the last eight weeks', () => {
    const times = updates.filter(({ email }) => email === demoPersonas[0].email).map(({ createdAt }) => Date.parse(createdAt));
    for (let week = 0; week < 8; week += 1) {
      const until = now.getTime() - week * 7 * DAY;
      expect(times.some((time) => time >= until - 7 * DAY && time < until)).toBe(true);
    }
  });
});

it('generates the same demo for the same time', () => {
  const now = new Date('2026-06-13T15:00:00Z');
  expect(demoUpdates(now)).toEqual(demoUpdates(now));
  expect(demoDirectory(now)).toEqual(demoDirectory(now));
  const sameWeekday = new Date(now.getTime() - 28 * DAY);
  expect(demoDirectory(sameWeekday).assignments.map(({ startedAt }) => Date.parse(startedAt) + 28 * DAY)).toEqual(
    demoDirectory(now).assignments.map(({ startedAt }) => Date.parse(startedAt)),
  );
});

it('generates mostly distinct notes without leftover placeholders', () => {
  const updates = demoUpdates(new Date('2026-06-13T15:00:00Z'));
  const distinct = new Set(updates.map(({ content }) => content));
  expect(distinct.size / updates.length).toBeGreaterThan(0.9);
  expect(updates.filter(({ content }) => /[#…]|undefined/.test(content))).toEqual([]);
});

it('includes an inactive person, a person without updates, a Tech Lead and an admin', () => {
  const now = new Date('2026-06-13T15:00:00Z');
  const updates = demoUpdates(now);
  const directory = demoDirectory(now);
  expect(directory.profiles).toHaveLength(40);
  expect(directory.projects).toHaveLength(8);
  expect(directory.skills).toHaveLength(29 + 1);
  expect(new Set(directory.profiles.map(({ email }) => email)).size).toBe(40);
  const lastOf = (email: string) => updates.findLast((update) => update.email === email)?.createdAt;
  expect(lastOf('noor.haddad@example.org')).toBeUndefined();
  expect(Date.parse(lastOf('callum.fraser@example.org') ?? '')).toBeLessThan(now.getTime() - 140 * DAY);
  expect(directory.projects.filter(({ techLead }) => techLead === demoPersonas[1].email)).toHaveLength(2);
  expect(directory.profiles.filter(({ isAdmin }) => isAdmin).map(({ email }) => email)).toEqual([demoPersonas[2].email]);
  expect(directory.projects.filter(({ metadata }) => metadata !== undefined)).toHaveLength(2);
  expect(directory.projects.filter(({ skills }) => skills.length === 0)).toHaveLength(1);
  expect(directory.employeeSkills.every(({ email, lastValidatedByEmail }) => email !== lastValidatedByEmail)).toBe(true);
});
