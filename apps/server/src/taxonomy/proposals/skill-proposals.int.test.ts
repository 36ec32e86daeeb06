import { answeredSkillProposal, skillProposal, skillProposalPage } from '@skilltrace/contract';
import { MOST_WAITING_PROPOSALS } from '@skilltrace/domain/limits';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/api-client.js';
import { factories } from '../../../test/factories.js';
import { runCommands, withSuperuser } from '../../../test/superuser.js';

type Name = 'person' | 'colleague' | 'lead' | 'admin' | 'otherAdmin';

let api: TestApi;
let make: ReturnType<typeof factories>;
let ids: Record<Name, number>;
let tokens: Record<Name, string>;
let count = 0;

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
});
afterAll(() => api.close());
beforeEach(async () => {
  count += 1;
  ids = {
    person: await make.profile({ name: 'Ada' }),
    colleague: await make.profile({ name: 'Ben' }),
    lead: await make.profile(),
    admin: await make.profile({ isAdmin: true, name: 'Ingrid' }),
    otherAdmin: await make.profile({ isAdmin: true }),
  };
  await make.project({ techLeadId: ids.lead });
  const made = await Promise.all(Object.entries(ids).map(async ([name, id]) => [name, await api.tokenOf(id)]));
  tokens = Object.fromEntries(made) as typeof tokens;
});

const PATH = '/api/skill_proposals';
const named = (name: string) => `${name} ${count}`;
const propose = (name: string, as: Name = 'person', reason?: string) =>
  api.call('POST', PATH, { token: tokens[as], body: { name: named(name), reason } });
const accept = (id: number, body: object = { category: 'Languages' }, as: Name = 'admin') =>
  api.call('POST', `${PATH}/${id}/accept`, { token: tokens[as], body });
const decline = (id: number, body: object = { comment: 'Too vague' }, as: Name = 'admin') =>
  api.call('POST', `${PATH}/${id}/decline`, { token: tokens[as], body });
const read = (id: number, as: Name = 'person') => api.call('GET', `${PATH}/${id}`, { token: tokens[as] });
const list = (as: Name, query = '') => api.call('GET', `${PATH}?${query}`, { token: tokens[as] });
const idsFor = async (as: Name, query = ''): Promise<number[]> => (await list(as, query)).body.items.map(({ id }: { id: number }) => id);
const proposed = async (name: string, as: Name = 'person', reason?: string): Promise<number> => (await propose(name, as, reason)).body.id;
const asSuperuser = (sql: string) => withSuperuser(api.superuserUrl, (client) => runCommands(client, sql));
const direct = (columns: string, values: unknown[]) =>
  api.database.query(`INSERT INTO skill_proposals (${columns}) VALUES (${values.map((_, index) => `$${index + 1}`).join(', ')})`, values);

describe('POST /api/skill_proposals', () => {
  test('creates a waiting proposal of the caller', async () => {
    const { status, body, headers } = await propose(' Rust', 'person', 'For the\nimporter');
    expect([status, headers.location]).toEqual([201, `${PATH}/${body.id}`]);
    expect(skillProposal.parse(body)).toEqual(body);
    expect(body).toEqual({
      id: expect.any(Number),
      profileId: ids.person,
      profileName: 'Ada',
      name: named('Rust'),
      reason: 'For the\nimporter',
      status: 'waiting',
      createdAt: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
      answeredAt: null,
      answeredBy: null,
      skill: null,
      comment: null,
    });
    expect((await read(body.id)).body).toEqual(body);
  });

  test('rejects the name and the aliases of an active skill, and names the skill', async () => {
    const skillId = await make.skill(named('Kubernetes'));
    await api.call('PATCH', `/api/skills/${skillId}`, { token: tokens.admin, body: { aliases: [named('k8s')] } });
    for (const name of ['Kubernetes', 'k8s']) {
      expect(await propose(name)).toMatchObject({
        status: 409,
        body: { code: 'SKILL_EXISTS', reason: 'skill_has_name', params: { skillId, skillName: named('Kubernetes') } },
      });
      await expect(direct('profile_id, name', [ids.person, named(name)])).rejects.toMatchObject({ code: 'SK461' });
    }
    await api.call('PATCH', `/api/skills/${skillId}`, { token: tokens.admin, body: { isActive: false } });
    for (const name of ['Kubernetes', 'k8s']) expect((await propose(name)).status).toBe(201);
  });

  test('rejects a name that leads to an active skill since a merge, and lets an admin answer with that skill', async () => {
    const [skillId, merged] = [await make.skill(named('Go')), await make.skill(named('Go lang'), false)];
    const id = await proposed('Go lang');
    await api.call('PATCH', `/api/skills/${merged}`, { token: tokens.admin, body: { isActive: true } });
    const into = { token: tokens.admin, body: { intoSkillId: skillId } };
    expect((await api.call('POST', `/api/skills/${merged}/merge`, into)).status).toBe(200);
    expect(await propose('Go lang', 'colleague')).toMatchObject({ status: 409, body: { params: { skillId, skillName: named('Go') } } });
    expect(await accept(id)).toMatchObject({ status: 409, body: { reason: 'skill_name_taken' } });
    expect((await accept(id, { skillId: merged })).body.code).toBe('SKILL_INACTIVE');
    expect((await accept(id, { skillId })).body.proposal).toMatchObject({ status: 'accepted', skill: { id: skillId } });
  });

  test('rejects a second waiting proposal of the same name, even simultaneously, but not of another person', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => propose('Rust')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
    expect(await propose('Rust')).toMatchObject({ status: 409, body: { code: 'ALREADY_PROPOSED', reason: 'already_proposed' } });
    expect((await propose('Rust', 'colleague')).status).toBe(201);
    const [id] = await idsFor('person');
    await decline(id ?? 0);
    expect((await propose('Rust')).status).toBe(201);
  });

  test('accepts no more waiting proposals than the maximum, even simultaneously', async () => {
    await api.database.query("INSERT INTO skill_proposals (profile_id, name) SELECT $1, 'Many ' || n FROM generate_series(1, $2::int) n", [
      ids.person,
      MOST_WAITING_PROPOSALS - 2,
    ]);
    const answers = await Promise.all(['A', 'B', 'C', 'D'].map((name) => propose(name)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      reason: 'too_many_proposals',
      params: { max: MOST_WAITING_PROPOSALS },
    });
    const [latest] = await idsFor('person');
    await decline(latest ?? 0);
    expect((await propose('E')).status).toBe(201);
  });

  test('rejects a name that is not one visible line, and a reason that is too long', async () => {
    const send = (body: object) => api.call('POST', PATH, { token: tokens.person, body });
    for (const name of ['', ' ', 'a\nb', 'a\u202eb', 'x'.repeat(201)]) expect((await send({ name })).status).toBe(400);
    for (const reason of ['', 'x'.repeat(1001), 5]) expect((await send({ name: named('Fine'), reason })).status).toBe(400);
    for (const smuggled of [{ status: 'accepted' }, { skillId: 1 }, { profileId: ids.colleague }])
      expect((await send({ name: named('Fine'), ...smuggled })).status).toBe(400);
    await expect(direct('profile_id, name', [ids.person, 'a\nb'])).rejects.toMatchObject({ code: 'SK422' });
  });

  test('stores the name in NFC', async () => {
    const { body } = await api.call('POST', PATH, { token: tokens.person, body: { name: named('Álgebra').normalize('NFD') } });
    expect(body.name).toBe(named('Álgebra'));
  });
});

describe('GET /api/skill_proposals', () => {
  test('lists the proposals of the caller, and those of all people for admins', async () => {
    const [own, theirs] = [await proposed('Rust'), await proposed('Go', 'colleague')];
    expect(await idsFor('person')).toEqual([own]);
    expect(await idsFor('lead')).toEqual([]);
    expect(await idsFor('admin', 'limit=2')).toEqual([theirs, own]);
    expect(await idsFor('admin', `profileId=${ids.colleague}`)).toEqual([theirs]);
    expect(await idsFor('person', `profileId=${ids.colleague}`)).toEqual([]);
    const { body } = await list('admin', 'limit=2');
    expect(skillProposalPage.parse(body)).toEqual(body);
    expect(body.items).toMatchObject([{ profileName: 'Ben' }, { profileName: 'Ada' }]);
  });

  test('is 404 for the proposal of another person, except for admins', async () => {
    const id = await proposed('Rust', 'person', 'secret reason');
    for (const other of ['colleague', 'lead'] as const)
      expect(await read(id, other)).toMatchObject({ status: 404, body: { params: { resource: 'proposed skill' } } });
    expect((await read(id, 'admin')).body.reason).toBe('secret reason');
    expect((await read(999_999_999, 'admin')).status).toBe(404);
  });

  test('filters by status and returns each proposal once across pages', async () => {
    await asSuperuser(
      `INSERT INTO skill_proposals (profile_id, name, created_at) SELECT ${ids.person}, 'Paged ' || n, '2026-01-01T00:00:00.123Z' FROM generate_series(1, 5) n`,
    );
    const made = (await idsFor('person')).toReversed();
    await decline(made[0] ?? 0);
    await accept(made[1] ?? 0);
    expect(await idsFor('person', 'status=declined')).toEqual([made[0]]);
    expect(await idsFor('person', 'status=accepted')).toEqual([made[1]]);
    const first = await list('person', 'status=waiting&limit=2');
    expect(first.body.items.map(({ id }: { id: number }) => id)).toEqual([made[4], made[3]]);
    expect(await idsFor('person', `status=waiting&limit=2&cursor=${first.body.nextCursor}`)).toEqual([made[2]]);
    expect((await list('person', 'status=pending')).status).toBe(400);
  });

  test('lists the new answers until the caller marks them as seen', async () => {
    const old = await proposed('Old');
    const answered = await proposed('Rust');
    await proposed('Waiting');
    await decline(old);
    await asSuperuser(`ALTER TABLE skill_proposals DISABLE TRIGGER skill_proposals_stay;
      UPDATE skill_proposals SET answered_at = now() - interval '31 days' WHERE id = ${old};
      ALTER TABLE skill_proposals ENABLE ALWAYS TRIGGER skill_proposals_stay`);
    const { proposal } = (await decline(answered)).body;
    const own = `profileId=${ids.person}`;
    expect(await idsFor('person', `${own}&isSeen=false`)).toEqual([answered]);
    expect(await idsFor('person', `${own}&isSeen=true`)).toEqual([old]);
    await api.call('POST', '/api/suggestions/seen', { token: tokens.person, body: { until: proposal.answeredAt } });
    expect(await idsFor('person', `${own}&isSeen=false`)).toEqual([]);
    expect(await idsFor('person', `${own}&isSeen=true`)).toEqual([answered, old]);
  });

  test('answers as CSV', async () => {
    const id = await proposed('=1+1', 'person', 'Two\nlines');
    const { body } = await api.call('GET', PATH, { token: tokens.person, headers: { accept: 'text/csv' } });
    expect(body).toContain('answeredBy.name');
    expect(body).toContain(`${id},`);
    expect(body).toContain('"Two\nlines"');
  });
});

describe('POST /api/skill_proposals/:id/accept', () => {
  test('adds the skill to the taxonomy for all people who proposed the name', async () => {
    const [own, theirs] = [await proposed('Rust'), await proposed('Rust', 'colleague')];
    const other = await proposed('rust', 'colleague');
    const { status, body } = await accept(own);
    expect(status).toBe(200);
    expect(answeredSkillProposal.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      answered: 2,
      proposal: {
        id: own,
        status: 'accepted',
        answeredBy: { id: ids.admin, name: 'Ingrid' },
        skill: { name: named('Rust') },
        comment: null,
      },
    });
    expect((await read(theirs, 'colleague')).body).toMatchObject({ status: 'accepted', skill: body.proposal.skill });
    expect((await read(other, 'colleague')).body.status).toBe('waiting');
    const skill = await api.call('GET', `/api/skills/${body.proposal.skill.id}`, { token: tokens.person });
    expect(skill.body).toMatchObject({ name: named('Rust'), category: 'Languages', isActive: true });
  });

  test('records the name as an alias of an existing skill', async () => {
    const id = await proposed('Golang');
    const skillId = await make.skill(named('Go'));
    expect((await accept(id, { skillId })).body.proposal).toMatchObject({ status: 'accepted', skill: { id: skillId, name: named('Go') } });
    const { body } = await api.call('GET', `/api/skills/${skillId}`, { token: tokens.person });
    expect(body.aliases).toEqual([named('Golang')]);
  });

  test('accepts the skill that got the name in the meantime', async () => {
    const [id, second] = [await proposed('Elm'), await proposed('Second')];
    const skillId = await make.skill(named('Elm'));
    expect(await accept(id)).toMatchObject({ status: 409, body: { reason: 'skill_name_taken' } });
    expect((await read(id)).body.status).toBe('waiting');
    expect((await accept(id, { skillId })).status).toBe(200);
    await api.call('PATCH', `/api/skills/${skillId}`, { token: tokens.admin, body: { aliases: [named('Second')] } });
    expect(await accept(second)).toMatchObject({ status: 409, body: { reason: 'former_skill_name' } });
    expect((await accept(second, { skillId })).status).toBe(200);
    expect((await api.call('GET', `/api/skills/${skillId}`, { token: tokens.person })).body.aliases).toEqual([named('Second')]);
  });

  test('rejects a name of another skill, and an inactive or unknown skill', async () => {
    const id = await proposed('Taken');
    const [owner, other, inactive] = [await make.skill(named('Taken')), await make.skill(), await make.skill(undefined, false)];
    expect(await accept(id, { skillId: other })).toMatchObject({ status: 409, body: { reason: 'skill_name_taken' } });
    expect(await accept(id, { skillId: inactive })).toMatchObject({ status: 409, body: { code: 'SKILL_INACTIVE' } });
    expect(await accept(id, { skillId: 999_999_999 })).toMatchObject({ status: 404, body: { params: { resource: 'skill' } } });
    await api.call('PATCH', `/api/skills/${owner}`, { token: tokens.admin, body: { name: named('Renamed') } });
    expect(await accept(id, { skillId: other })).toMatchObject({ status: 409, body: { reason: 'former_skill_name' } });
    expect((await read(id)).body.status).toBe('waiting');
  });

  test('needs either a category or a skill', async () => {
    const id = await proposed('Rust');
    for (const body of [{}, { category: 'x', skillId: 1 }, { category: '' }, { skillId: '1' }, { category: 'x', name: 'y' }])
      expect((await accept(id, body)).status).toBe(400);
    expect((await accept(999_999_999)).status).toBe(404);
  });
});

describe('POST /api/skill_proposals/:id/decline', () => {
  test('shows the comment to all people who proposed the name', async () => {
    const [own, theirs] = [await proposed('Stuff'), await proposed('Stuff', 'colleague')];
    expect((await decline(theirs)).body).toMatchObject({ answered: 2, proposal: { id: theirs, profileId: ids.colleague } });
    expect((await read(own)).body).toMatchObject({
      status: 'declined',
      comment: 'Too vague',
      answeredBy: { id: ids.admin, name: 'Ingrid' },
      answeredAt: expect.any(String),
      skill: null,
    });
    const skills = await api.call('GET', `/api/skills?search=${encodeURIComponent(named('Stuff'))}`, { token: tokens.person });
    expect(skills.body.items).toEqual([]);
  });

  test('needs a comment', async () => {
    const id = await proposed('Stuff');
    for (const body of [{}, { comment: '' }, { comment: 'x'.repeat(1001) }, { comment: null }])
      expect((await decline(id, body)).status).toBe(400);
    expect((await decline(999_999_999)).status).toBe(404);
  });
});

describe('answers', () => {
  test('are given by admins only', async () => {
    const id = await proposed('Rust');
    for (const other of ['person', 'lead'] as const) {
      expect((await accept(id, undefined, other)).status).toBe(403);
      expect((await decline(id, undefined, other)).status).toBe(403);
    }
    expect((await read(id)).body.status).toBe('waiting');
  });

  test('of two admins simultaneously are one answer, and 409 for the other admin', async () => {
    for (let round = 0; round < 6; round += 1) {
      const [own, theirs] = [await proposed(`Racing ${round}`), await proposed(`Racing ${round}`, 'colleague')];
      const skillId = await make.skill();
      const answers = await Promise.all([
        accept(own),
        round % 2 === 0 ? decline(theirs, undefined, 'otherAdmin') : accept(theirs, { skillId }, 'otherAdmin'),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'ALREADY_ANSWERED', reason: 'already_answered' });
      const after = [(await read(own)).body, (await read(theirs, 'colleague')).body];
      expect(after[0].status).toBe(answers[0]?.status === 200 || round % 2 === 1 ? 'accepted' : 'declined');
      expect(after[1]).toMatchObject({ status: after[0].status, skill: after[0].skill, comment: after[0].comment });
    }
  });

  test('leave no proposal that waits for a name that was added simultaneously', async () => {
    for (let round = 0; round < 6; round += 1) {
      const id = await proposed(`Late ${round}`);
      const [accepted, late] = await Promise.all([accept(id), propose(`Late ${round}`, 'colleague')]);
      expect(accepted.status).toBe(200);
      if (late.status === 201) expect((await read(late.body.id, 'colleague')).body.status).toBe('accepted');
      else expect(late.status).toBe(409);
    }
    expect(await idsFor('colleague', 'status=waiting')).toEqual([]);
  });

  test('are final, and the database keeps the person and the time of a proposal', async () => {
    const [answered, waiting] = [await proposed('Rust'), await proposed('Go')];
    await decline(answered);
    expect(await decline(answered)).toMatchObject({ status: 409, body: { code: 'ALREADY_ANSWERED' } });
    expect(await accept(answered)).toMatchObject({ status: 409, body: { code: 'ALREADY_ANSWERED' } });
    const change = (assignment: string, id: number) => api.database.query(`UPDATE skill_proposals SET ${assignment} WHERE id = $1`, [id]);
    await expect(change("status = 'waiting', answered_at = NULL, answered_by_id = NULL, comment = NULL", answered)).rejects.toMatchObject({
      code: 'SK008',
    });
    await expect(change('answered_at = now()', answered)).rejects.toMatchObject({ code: 'SK008' });
    await expect(change("status = 'declined'", waiting)).rejects.toMatchObject({ code: '23514' });
    for (const assignment of [`profile_id = ${ids.colleague}`, 'created_at = now()'])
      await expect(change(assignment, waiting)).rejects.toMatchObject({ code: '42501' });
    await expect(asSuperuser(`UPDATE skill_proposals SET profile_id = ${ids.colleague} WHERE id = ${waiting}`)).rejects.toMatchObject({
      code: 'SK008',
    });
    await expect(direct('profile_id, name, status', [ids.person, 'Own answer', 'accepted'])).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|SK008)$/),
    });
    await expect(
      asSuperuser(
        `INSERT INTO skill_proposals (profile_id, name, status, answered_at, answered_by_id, comment)
         VALUES (${ids.person}, 'Answered', 'declined', now(), ${ids.colleague}, 'No')`,
      ),
    ).rejects.toMatchObject({ code: 'SK008' });
    await expect(api.database.query('DELETE FROM skill_proposals WHERE id = $1', [waiting])).rejects.toMatchObject({ code: '42501' });
  });
});

describe('an erasure', () => {
  const erase = async (id: number) => {
    const [person] = await api.database.query<{ email: string }>('SELECT email FROM profiles WHERE id = $1', [id]);
    return api.call('POST', `/api/profiles/${id}/erase`, { token: tokens.otherAdmin, body: { confirm: person?.email } });
  };

  test('deletes the proposals of the person, and removes their name from those of others', async () => {
    await api.database.query("UPDATE profiles SET name = 'Pia Zeller' WHERE id = $1", [ids.person]);
    const [waiting, declined] = [await proposed('Mine'), await proposed('Other')];
    await decline(declined);
    const mention = await proposed('Tools of Pia Zeller', 'colleague', 'Pia Zeller uses them');
    const same = await proposed('Tools of Zeller, Pia', 'colleague');
    // A name that the replacement would give to the second proposal.
    await api.call('POST', PATH, { token: tokens.colleague, body: { name: `Tools of a former member ${count} (${same})` } });
    const answered = await proposed('More', 'colleague');
    await decline(answered, { comment: 'Ask Pia Zeller' });
    expect((await erase(ids.person)).status).toBe(200);
    expect(await api.database.query('SELECT FROM skill_proposals WHERE id = ANY ($1)', [[waiting, declined]])).toEqual([]);
    expect((await read(mention, 'colleague')).body).toMatchObject({
      name: `Tools of a former member ${count} (${mention})`,
      reason: 'a former member uses them',
    });
    expect((await read(answered, 'colleague')).body).toMatchObject({ comment: 'Ask a former member', status: 'declined' });
    expect(JSON.stringify((await list('colleague')).body)).not.toMatch(/pia|zeller/i);
    await expect(direct('profile_id, name', [ids.person, 'Late'])).rejects.toMatchObject({ code: 'SK410' });
  });

  test('of an admin removes their comments', async () => {
    const id = await proposed('Stuff');
    await decline(id, { comment: 'My words' });
    expect((await erase(ids.admin)).status).toBe(200);
    expect((await read(id)).body).toMatchObject({
      status: 'declined',
      comment: 'This text was removed when a person was erased.',
      answeredBy: { name: 'Former member' },
    });
  });
});
