import type { TimelineEvent, TimelineQuery } from '@skilltrace/contract';
import { PROFICIENCY_LEVELS, type ProficiencyLevel } from '@skilltrace/domain/validation/proficiency';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { factories } from '../../test/factories.js';
import { propertyRuns } from '../../test/property-runs.js';
import { withSuperuser } from '../../test/superuser.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { singleRow } from '../platform/database/single-row.js';
import { readTimeline } from './read-timeline.js';

let db: TestDatabase;
beforeAll(async () => void (db = await createTestDatabase()));
afterAll(() => db.drop());

const [PROJECTS, SKILLS] = [2, 2];
// Mostly the first, so that steps follow each other on one project and one skill.
const mostlyFirst = (count: number) => fc.nat(count + 1).map((draw) => (draw < count ? draw : 0));
const skill = mostlyFirst(SKILLS);
const level = fc.constantFrom(...PROFICIENCY_LEVELS);
const project = mostlyFirst(PROJECTS);
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('join', 'join', 'leave', 'complete'), project }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('decide'), skill, level }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('import'), skill, level, daysAgo: fc.constantFrom(1, 30, 400) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('withdraw', 'restore', 'restore', 'correct the validator'), skill }) },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const ONE_OF_EACH: Step[] = [
  { does: 'join', project: 0 },
  { does: 'decide', skill: 0, level: 'NOVICE' },
  { does: 'decide', skill: 0, level: 'NOVICE' },
  { does: 'decide', skill: 0, level: 'EXPERT' },
  { does: 'correct the validator', skill: 0 },
  { does: 'withdraw', skill: 0 },
  { does: 'restore', skill: 0 },
  { does: 'leave', project: 0 },
  { does: 'join', project: 0 },
  { does: 'complete', project: 0 },
];

type Known = Omit<TimelineEvent, 'projectName' | 'skillName' | 'byName'> & { recordedAt: string };
interface Level {
  level: ProficiencyLevel;
  validatedAt: string;
  isImported: boolean;
}

/** Carries out steps on the database, each in its own millisecond, and writes down what happened. */
class Story {
  readonly events: Known[] = [];
  readonly moments: string[] = [];
  private readonly active = new Set<number>();
  private readonly completed = new Set<number>();
  private readonly levels = new Map<number, Level>();
  private readonly withdrawn = new Map<number, Level>();

  constructor(
    readonly person: number,
    readonly lead: number,
    readonly otherLead: number,
    readonly projects: readonly number[],
    readonly skills: readonly number[],
  ) {}

  private async at(sql: string, parameters: unknown[]): Promise<string> {
    await new Promise((resolve) => setTimeout(resolve, 3));
    return db.database.transaction(async (transaction) => {
      await transaction.query(sql, parameters);
      const now = "SELECT date_trunc('milliseconds', now()) AS now";
      return singleRow(await transaction.query<{ now: string }>(now)).now;
    });
  }

  private add(recordedAt: string, event: Partial<Known>) {
    const nothing = { projectId: null, skillId: null, level: null, previousLevel: null, isImported: false, byId: null };
    this.events.push({ at: recordedAt, recordedAt, kind: 'joined', ...nothing, ...event });
  }

  async run(one: Step): Promise<void> {
    if ('project' in one) await this.onProject(one.does, this.projects[one.project] ?? 0);
    else if (!('level' in one)) await this.withoutLevel(one.does, this.skills[one.skill] ?? 0);
    else await this.setLevel(this.skills[one.skill] ?? 0, one.level, 'daysAgo' in one ? one.daysAgo : undefined);
    await new Promise((resolve) => setTimeout(resolve, 3));
    this.moments.push(new Date().toISOString());
  }

  private async onProject(does: string, projectId: number) {
    if (does === 'join' && !this.active.has(projectId) && !this.completed.has(projectId)) {
      const sql = "INSERT INTO assignments (profile_id, project_id, role, assigned_by_id) VALUES ($1, $2, 'Engineer', $3)";
      this.add(await this.at(sql, [this.person, projectId, this.lead]), { kind: 'joined', projectId, byId: this.lead });
      this.active.add(projectId);
    } else if (does === 'leave' && this.active.delete(projectId)) {
      const sql = `UPDATE assignments SET ended_at = date_trunc('milliseconds', now()) WHERE profile_id = $1 AND project_id = $2 AND ended_at IS NULL`;
      this.add(await this.at(sql, [this.person, projectId]), { kind: 'left', projectId });
    } else if (does === 'complete' && !this.completed.has(projectId)) {
      // As the use case does, in one transaction.
      const sql = `WITH done AS (UPDATE projects SET status = 'completed', completed_at = date_trunc('milliseconds', now()) WHERE id = $1)
        UPDATE assignments SET ended_at = date_trunc('milliseconds', now()) WHERE project_id = $1 AND ended_at IS NULL`;
      const at = await this.at(sql, [projectId]);
      if (this.active.delete(projectId)) this.add(at, { kind: 'completed', projectId });
      this.completed.add(projectId);
    }
  }

  private async setLevel(skillId: number, to: ProficiencyLevel, daysAgo: number | undefined) {
    const before = this.levels.get(skillId);
    const isImported = daysAgo !== undefined;
    const validatedAt = isImported ? new Date(Math.floor(Date.now() / 1e7) * 1e7 - daysAgo * 86_400_000).toISOString() : null;
    const sql =
      `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id, imported_at, imported_validator_id)
      SELECT $1, $2, $3, coalesce($4, date_trunc('milliseconds', now())), CASE WHEN $6 THEN NULL ELSE $5 END,
             CASE WHEN $6 THEN date_trunc('milliseconds', now()) END, CASE WHEN $6 THEN $5 END
      ON CONFLICT (profile_id, skill_id) DO UPDATE SET proficiency_level = excluded.proficiency_level, last_validated_at = excluded.last_validated_at,
        last_validated_by_id = excluded.last_validated_by_id, imported_at = excluded.imported_at, imported_validator_id = excluded.imported_validator_id`
        .replaceAll('$3', '$3::proficiency_level')
        .replaceAll('$4', '$4::timestamptz')
        .replaceAll('$5', '$5::bigint')
        .replaceAll('$6', '$6::boolean');
    const recordedAt = await this.at(sql, [this.person, skillId, to, validatedAt, this.lead, isImported]);
    const after = { level: to, validatedAt: validatedAt ?? recordedAt, isImported };
    this.levels.set(skillId, after);
    if (before?.level === to && before.validatedAt === after.validatedAt) return;
    const isRestored = before === undefined && this.withdrawn.get(skillId)?.validatedAt === after.validatedAt;
    this.withdrawn.delete(skillId);
    this.add(recordedAt, {
      at: isImported && !isRestored ? after.validatedAt : recordedAt,
      kind: isRestored ? 'restored' : before === undefined ? 'validated' : before.level === to ? 'confirmed' : 'level_changed',
      skillId,
      level: to,
      previousLevel: before?.level ?? null,
      isImported,
      byId: isRestored ? null : this.lead,
    });
  }

  private async withoutLevel(does: string, skillId: number) {
    const [known, former] = [this.levels.get(skillId), this.withdrawn.get(skillId)];
    if (does === 'withdraw' && known) {
      const at = await this.at('DELETE FROM employee_skills WHERE profile_id = $1 AND skill_id = $2', [this.person, skillId]);
      this.add(at, { kind: 'withdrawn', skillId, previousLevel: known.level });
      this.levels.delete(skillId);
      this.withdrawn.set(skillId, known);
    } else if (does === 'correct the validator' && known) {
      // The same validation, so nothing happened to the person.
      const sql = `UPDATE employee_skills SET last_validated_by_id = $3 - last_validated_by_id, imported_validator_id = $3 - imported_validator_id
                    WHERE profile_id = $1 AND skill_id = $2`;
      await this.at(sql, [this.person, skillId, this.lead + this.otherLead]);
    } else if (does === 'restore' && former) {
      const by = former.isImported ? 'imported_at, imported_validator_id' : 'last_validated_by_id';
      const sql = `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, ${by})
        VALUES ($1, $2, $3, $4, ${former.isImported ? 'now(), ' : ''}$5)`;
      const at = await this.at(sql, [this.person, skillId, former.level, former.validatedAt, this.lead]);
      this.add(at, { kind: 'restored', skillId, level: former.level, isImported: former.isImported });
      this.withdrawn.delete(skillId);
      this.levels.set(skillId, former);
    }
  }
}

async function allPages(person: number, query: TimelineQuery): Promise<TimelineEvent[]> {
  const events: TimelineEvent[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await readTimeline(db.readDatabase, person, { ...query, cursor });
    events.push(...page.items);
    if (page.nextCursor === null) return events;
    cursor = page.nextCursor;
  }
}

const asText = (events: readonly object[]) => events.map((event) => JSON.stringify(event)).toSorted();
const withoutNames = ({ projectName: _, skillName: __, byName: ___, ...event }: TimelineEvent) => event;

it('the timeline of a person is what happened to them, as of any moment, in pages of any size', async () => {
  const make = factories(db.database);
  const [lead, otherLead] = [await make.profile({ name: 'Lea' }), await make.profile({ name: 'Olu' })];
  const skills = await Promise.all(Array.from({ length: SKILLS }, () => make.skill()));
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 16, size: 'max' }),
      fc.record({ past: fc.option(fc.nat(20)), limit: fc.integer({ min: 1, max: 6 }), from: fc.option(fc.nat(20)), filter: fc.nat(3) }),
      async (steps, { past, limit, from, filter }) => {
        const projects = await Promise.all(Array.from({ length: PROJECTS }, () => make.project({ techLeadId: lead })));
        const story = new Story(await make.profile(), lead, otherLead, projects, skills);
        for (const one of steps) await story.run(one);
        const query: TimelineQuery = {
          limit,
          asOf: past === null ? undefined : story.moments[past % Math.max(1, steps.length)],
          from: from === null ? undefined : story.moments[from % Math.max(1, steps.length)],
          projectId: filter % 2 === 1 ? projects[0] : undefined,
          skillId: filter > 1 ? skills[0] : undefined,
        };
        const found = await allPages(story.person, query);
        const expected = story.events.filter(
          ({ at, recordedAt, projectId, skillId }) =>
            (query.asOf === undefined || recordedAt <= query.asOf) &&
            (query.from === undefined || at >= query.from) &&
            (query.projectId === undefined || projectId === null || projectId === query.projectId) &&
            (query.skillId === undefined || skillId === null || skillId === query.skillId),
        );
        expect(found.map(({ at }) => at)).toEqual(
          found
            .map(({ at }) => at)
            .toSorted()
            .toReversed(),
        );
        const order = ({ recordedAt: _, at, kind, projectId, skillId, level: to, previousLevel, isImported, byId }: Known) => ({
          at,
          kind,
          projectId,
          skillId,
          level: to,
          previousLevel,
          isImported,
          byId,
        });
        expect(asText(found.map(withoutNames))).toEqual(asText(expected.map(order)));
      },
    ),
    { numRuns: propertyRuns(40), examples: [[ONE_OF_EACH, { past: null, limit: 2, from: null, filter: 0 }]] },
  );
});

it('the timeline names projects, skills and people, and shows levels that are older than the audit log', async () => {
  const make = factories(db.database);
  const lead = await make.profile({ name: 'Lea Lead' });
  const [person, rust] = [await make.profile(), await make.skill('Rust')];
  const harbour = await make.project({ techLeadId: lead, name: 'Harbour' });
  await make.assignment({ profileId: person, projectId: harbour, startedAt: '2024-02-01T00:00:00.000Z' });
  await db.database.query(
    `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id)
     VALUES ($1, $2, 'NOVICE', '2024-03-01', $3)`,
    [person, rust, lead],
  );
  await withSuperuser(db.superuserUrl, async (client) => {
    await client.query('ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_append_only');
    await client.query('DELETE FROM audit_entries WHERE profile_id = $1', [person]);
    await client.query('ALTER TABLE audit_entries ENABLE ALWAYS TRIGGER audit_entries_append_only');
  });
  const shown = async (asOf?: string) =>
    (await allPages(person, { asOf })).map(({ at, kind, projectName, skillName, level: to, previousLevel, byName }) =>
      [at.slice(0, 10), kind, projectName ?? skillName, previousLevel, to, byName].join(' '),
    );
  const older = ['2024-03-01 validated Rust  NOVICE Lea Lead', '2024-02-01 joined Harbour   '];
  expect(await shown()).toEqual(older);
  await db.database.query(
    "UPDATE employee_skills SET proficiency_level = 'ADVANCED', last_validated_at = date_trunc('milliseconds', now()) WHERE profile_id = $1",
    [person],
  );
  const today = new Date().toISOString().slice(0, 10);
  expect(await shown()).toEqual([`${today} level_changed Rust NOVICE ADVANCED Lea Lead`, ...older]);
  expect(await shown('2024-02-15T00:00:00.000Z')).toEqual(older.slice(1));
});
