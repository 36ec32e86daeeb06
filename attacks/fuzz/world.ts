import { postProgressUpdate } from '../../apps/server/src/progress-updates/post-progress-update.js';
import type { Connection } from '../../apps/server/src/platform/database/connection.js';
import { createSavedView } from '../../apps/server/src/saved-views/create-saved-view.js';
import { createApiToken } from '../../apps/server/src/sign-in/tokens/api-tokens.js';
import { proposeSkill } from '../../apps/server/src/taxonomy/proposals/propose-skill.js';
import { reportSkill } from '../../apps/server/src/validation/report-skill.js';
import { resolveSuggestions } from '../../apps/server/src/validation/resolve-suggestions.js';
import { factories } from '../../apps/server/test/factories.js';
import { approve, reject, suggest } from '../../apps/server/test/suggestions.js';

export const ROLES = ['admin', 'lead', 'member'] as const;
export type Role = (typeof ROLES)[number];

const cursor = (...place: unknown[]) => Buffer.from(JSON.stringify(place)).toString('base64url');

/** The people who send requests and the rows that the requests refer to. */
export class World {
  tokens!: Readonly<Record<Role, string>>;
  emails: readonly string[] = [];
  readonly cursors = [cursor('2030-01-01T00:00:00.000Z', 1), cursor('A', 1), cursor('', 0), cursor('zzz', 999_999_999)];
  private ids: Readonly<Record<string, readonly number[]>> = {};

  private constructor(private readonly connection: Connection) {}

  static async create(connection: Connection): Promise<World> {
    const world = new World(connection);
    // Sign-in is slow by design. These rows use up most of the attempts, so that the address is blocked after a few more.
    await connection.query(
      "INSERT INTO sign_in_failures (address, account_hash, attempted_at) SELECT '127.0.0.1', sha256(n::text::bytea), now() FROM generate_series(1, 96) n",
    );
    await world.renew();
    return world;
  }

  /**
   * Creates new people on a new project. An earlier request may have removed the rights of the previous people or completed
   * their project.
   */
  async renew(): Promise<void> {
    const { connection } = this;
    const make = factories(connection);
    const [admin, lead, member, other] = [
      await make.profile({ isAdmin: true }),
      await make.profile(),
      await make.profile(),
      await make.profile(),
    ];
    const skills = [await make.skill(), await make.skill(), await make.skill()];
    const projects = [
      await make.project({ techLeadId: lead, skillIds: skills.slice(0, 2) }),
      await make.project({ techLeadId: admin, skillIds: skills }),
    ];
    const assignments: number[] = [];
    for (const profileId of [admin, lead, member])
      assignments.push(await make.assignment({ profileId, projectId: projects[0] ?? 0, tags: ['Test'] }));
    assignments.push(await make.assignment({ profileId: other, projectId: projects[1] ?? 0 }));
    const update = await postProgressUpdate(
      connection,
      { profileId: member, isAdmin: false, via: 'token' },
      { projectId: projects[0] ?? 0, content: 'work' },
    );
    const suggestion = await reportSkill(connection, member, { skillId: skills[2] ?? 0, suggestedProficiency: 'ADVANCED' });
    const withdrawn = await this.withdrawLevel(lead, member);
    const views = await Promise.all(
      [admin, lead, member].map((profileId) => createSavedView(connection, profileId, { name: 'People', path: '/people' })),
    );
    const proposal = await proposeSkill(connection, member, { name: `Proposed by ${member}` });
    const sessions = await connection.query<{ id: number }>(
      "INSERT INTO mentorship_sessions (intern_id, mentor_id, session_focus) VALUES ($1, $2, 'technical_guidance'), ($2, $1, 'alumni_advice') RETURNING id",
      [member, lead],
    );
    const made = await Promise.all(
      [admin, lead, member, other].map((profileId) => createApiToken(connection, { name: 'fuzz', profileId })),
    );
    const [admins, leads, members, others] = made;
    this.tokens = { admin: admins?.token ?? '', lead: leads?.token ?? '', member: members?.token ?? '' };
    const people = await connection.query<{ email: string }>('SELECT email FROM profiles WHERE id = ANY ($1)', [[lead, member, other]]);
    this.emails = people.map(({ email }) => email);
    this.ids = {
      person: [lead, member, member, other, admin],
      skill: skills,
      project: [projects[0] ?? 0, ...projects],
      assignment: assignments,
      update: [update.id],
      suggestion: [suggestion.id],
      decision: [withdrawn],
      view: views.map(({ id }) => id),
      session: sessions.map(({ id }) => id),
      proposal: [proposal.id],
      token: [others?.id ?? 0],
    };
  }

  /** The lead approves a skill of the person and later rejects a flag on it. @returns the id of the flag */
  private async withdrawLevel(lead: number, profileId: number): Promise<number> {
    const { connection } = this;
    const caller = { profileId: lead, isAdmin: false, via: 'token' } as const;
    const [reported = 0] = await suggest(connection, 1, { profileId });
    await resolveSuggestions(connection, caller, [approve(reported)]);
    const [flag] = await connection.query<{ id: number }>(
      `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source)
       SELECT profile_id, skill_id, suggested_proficiency, 'SYSTEM_FLAG' FROM suggestions WHERE id = $1 RETURNING id`,
      [reported],
    );
    if (!flag) throw new Error('no flag was created');
    await resolveSuggestions(connection, caller, [reject(flag.id)]);
    return flag.id;
  }

  /** Ids for a field with this name, or for the `id` in a path after this segment. */
  idsFor(name: string): readonly number[] {
    const kinds: readonly [RegExp, string][] = [
      [/token/i, 'token'],
      [/proposal/, 'proposal'],
      [/saved_view/, 'view'],
      [/validation_inbox/, 'decision'],
      [/mentorship_session/, 'session'],
      [/suggestion/i, 'suggestion'],
      [/update|^id$/i, 'update'],
      [/assignment/i, 'assignment'],
      [/skill/i, 'skill'],
      [/project/i, 'project'],
      [/profile|user|person|mentor|intern|lead|by/i, 'person'],
    ];
    const kind = kinds.find(([pattern]) => pattern.test(name))?.[1];
    return kind === undefined ? [] : (this.ids[kind] ?? []);
  }
}
