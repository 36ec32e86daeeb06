import type { StaleSkillFlaggingService } from '../../apps/server/src/stale-skill-flagging/stale-skill-flagging.service.js';
import type { Random } from '../torture/random.js';
import type { Answer, Ask } from './ask.js';
import { isActiveMember, openAssignment, pendingOf, scopeOf, statusOf, type Level } from './model.js';
import {
  assignmentChanged,
  hasEnded,
  joined,
  personChanged,
  posted,
  projectChanged,
  projectCompleted,
  refused,
  scopeChanged,
  skillChanged,
  type StepBuilder,
} from './steps.js';
import { decided, mayDecide, reported, type Action } from './suggestion-steps.js';
import {
  syncedAssignment,
  syncedPerson,
  syncedProject,
  syncedSkill,
  syncedSuggestion,
  syncedValidation,
  type SyncOutcome,
} from './sync-steps.js';
import { ADMIN, LEADS, nameOf, PEOPLE, PROJECTS, RENAMED, SKILLS, type World } from './world.js';

const LEVELS: readonly Level[] = ['NOVICE', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'];
const LONG_AGO_MS = 400 * 86_400_000;

/** State shared by all clients of a round. */
export interface Round {
  world: World;
  /** Records the step that a request caused, or may have caused. */
  record: (answer: Pick<Answer, 'asked' | 'answered'>, step: StepBuilder) => void;
  /** Records when the job ran, on the clocks of the database and of this process, and how many suggestions it says it created. */
  jobRan: (run: { asked: number; answered: number; from: number; to: number; created: number }) => void;
  assignmentIds: number[];
  /** Confirmed memberships. Most operations choose from these, because only members can do much. */
  members: { person: number; project: number }[];
  suggestionIds: number[];
  job: StaleSkillFlaggingService;
  /** Whether a row with that text appears within a short time. Used when no answer arrived: the row was written before it was seen. */
  appears: (table: 'progress_updates' | 'assignments', text: string) => Promise<boolean>;
  /** Returns a text that is unique in the round. */
  unique: (what: string) => string;
}

type Operation = (round: Round, ask: Ask, random: Random) => Promise<void>;

const anyOf = (random: Random, count: number) => random.between(0, count - 1);
const someSkills = (random: Random, part = 0.5) => Array.from({ length: SKILLS }, (_, skill) => skill).filter(() => random.chance(part));
const somewhere = ({ members }: Round, random: Random) =>
  members.length > 0 && random.chance(0.9) ? random.pick(members) : { person: anyOf(random, PEOPLE), project: anyOf(random, PROJECTS) };
const anyName = ({ world }: Round, random: Random, skill: number) => nameOf(world.prefix, skill, skill < RENAMED && random.chance(0.5));
const someTags = (round: Round, random: Random) =>
  someSkills(random, 0.7)
    .map((skill) => anyName(round, random, skill))
    .concat(random.chance(0.2) ? ['not a skill'] : []);
const succeeded = ({ status }: Answer) => status >= 200 && status < 300;
const isUnanswered = ({ status }: Answer) => status === 0;

/** Returns the answer. If none arrived, sets the time at which the row was first seen instead. */
async function answerOrSighting(round: Round, answer: Answer, table: 'progress_updates' | 'assignments', text: string): Promise<Answer> {
  const isOpen = isUnanswered(answer) || answer.status === 401;
  return isOpen && (await round.appears(table, text)) ? { ...answer, answered: performance.now() } : { ...answer, answered: Infinity };
}

const join: Operation = async (round, ask, random) => {
  const { world, record } = round;
  const [person, project] = [anyOf(random, PEOPLE), anyOf(random, PROJECTS)];
  const [role, tags] = [round.unique('role'), someTags(round, random)];
  const by = random.chance(0.5) ? world.admin.token : (world.leads[world.projects[project]?.lead ?? 0]?.token ?? '');
  const answer = await ask('POST', `/api/projects/${world.projects[project]?.id}/assignments`, {
    token: by,
    body: { profileId: world.people[person]?.id, role, tags },
  });
  const { id, startedAt } = answer.body;
  if (succeeded(answer)) {
    round.assignmentIds.push(id);
    round.members.push({ person, project });
    record(answer, joined({ person, project, role, tags, answer: { id, startedAt } }));
  } else if (isUnanswered(answer))
    record(await answerOrSighting(round, answer, 'assignments', role), joined({ person, project, role, tags }));
  else if (answer.code === 'PROJECT_NOT_ACTIVE')
    record(
      answer,
      refused('joining', (state) => statusOf(state, project) !== 'active'),
    );
  else if (answer.code === 'CONFLICT')
    record(
      answer,
      refused('joining', (state) => state.people[person]?.left === true || openAssignment(state, person, project) !== undefined),
    );
};

const changeAssignment: Operation = async (round, ask, random) => {
  if (round.assignmentIds.length === 0) return join(round, ask, random);
  const id = random.pick(round.assignmentIds);
  const ends = random.chance(0.5);
  const tags = ends ? undefined : someTags(round, random);
  const answer = await ask('PATCH', `/api/assignments/${id}`, {
    token: round.world.admin.token,
    body: ends ? { endedAt: new Date().toISOString() } : { tags },
  });
  if (succeeded(answer) || isUnanswered(answer)) round.record(answer, assignmentChanged(id, { ends, tags }));
  else if (answer.code === 'CONFLICT' && ends)
    round.record(answer, (database) => refused(`ending ${id}`, hasEnded(id, database))(database));
};

const post: Operation = async (round, ask, random) => {
  const { world, record, unique } = round;
  const { person, project } = somewhere(round, random);
  const content = unique('update');
  const answer = await ask('POST', '/api/progress_updates', {
    token: world.people[person]?.token ?? '',
    body: { projectId: world.projects[project]?.id, content },
  });
  if (succeeded(answer)) record(answer, posted({ person, project, content, id: answer.body.id }));
  else if (answer.code === 'FORBIDDEN')
    record(
      answer,
      refused(`${person} posting on ${project}`, (state) => !isActiveMember(state, person, project)),
    );
  else if (answer.code === 'PROJECT_NOT_ACTIVE')
    record(
      answer,
      refused(`${person} posting on ${project}`, (state) => statusOf(state, project) !== 'active'),
    );
  else record(await answerOrSighting(round, answer, 'progress_updates', content), posted({ person, project, content }));
};

const importUpdates: Operation = async (round, ask, random) => {
  const { world, record, unique } = round;
  const lines = Array.from({ length: random.between(1, 4) }, () => ({
    ...somewhere(round, random),
    content: unique('import'),
    createdAt: random.chance(0.3) ? new Date(Date.now() - random.between(1, 300)).toISOString() : undefined,
  }));
  const answer = await ask('POST', '/api/progress_updates/import', {
    token: world.admin.token,
    lines: lines.map(({ person, project, content, createdAt }) => ({
      projectId: world.projects[project]?.id,
      userId: world.people[person]?.id,
      content,
      ...(createdAt ? { createdAt } : {}),
    })),
  });
  for (const { person, project, content, createdAt } of lines) {
    const seen = succeeded(answer) ? answer : await answerOrSighting(round, answer, 'progress_updates', content);
    record(seen, posted({ person, project, content, ofThePast: createdAt !== undefined }));
  }
  if (!succeeded(answer)) return;
  record(answer, ({ updates }) => {
    const imported = lines.flatMap(({ content }) => updates.get(content) ?? []);
    const signals = imported.reduce((sum, { skills }) => sum + skills.length, 0);
    // A streamed import commits before its answer is stored, so a repetition may find the lines of the first attempt as duplicates.
    const { imported: added, duplicates, rejected, signals: emitted } = answer.body;
    const fits =
      added + duplicates === imported.length &&
      rejected === lines.length - imported.length &&
      (duplicates === 0 ? emitted === signals : answer.isRepeated === true && emitted <= signals);
    return refused(`an import of ${imported.length} with ${signals} signals: ${JSON.stringify(answer.body)}`, () => fits)({} as never);
  });
};

const declare: Operation = async ({ world, record }, ask, random) => {
  const [project, scope] = [anyOf(random, PROJECTS), someSkills(random)];
  const answer = await ask('PUT', `/api/projects/${world.projects[project]?.id}/skills`, {
    token: world.admin.token,
    body: { skillIds: scope.map((skill) => world.skillIds[skill]) },
  });
  if (succeeded(answer) || isUnanswered(answer)) record(answer, scopeChanged(project, scope));
  else if (answer.code === 'PROJECT_NOT_ACTIVE')
    record(
      answer,
      refused('declaring', (state) => statusOf(state, project) !== 'active'),
    );
  else if (answer.code === 'SKILL_INACTIVE')
    record(
      answer,
      refused('declaring', (state) => scope.some((skill) => !state.skills[skill]?.isActive && !scopeOf(state, project).includes(skill))),
    );
};

const changeProject: Operation = async ({ world, record, unique }, ask, random) => {
  const project = anyOf(random, PROJECTS);
  const change = random.chance(0.3)
    ? { status: 'archived' as const }
    : random.chance(0.7)
      ? { status: 'active' as const }
      : { description: unique('description') };
  const answer = await ask('PATCH', `/api/projects/${world.projects[project]?.id}`, { token: world.admin.token, body: change });
  if (succeeded(answer)) record(answer, projectChanged(project, change, answer.body.status));
  else if (isUnanswered(answer)) record(answer, projectChanged(project, change));
  else if (answer.code === 'CONFLICT')
    record(
      answer,
      refused('reactivating', (state) => state.projects[project]?.wasCompleted === true),
    );
};

const complete: Operation = async ({ world, record }, ask, random) => {
  const project = anyOf(random, PROJECTS);
  const answer = await ask('POST', `/api/projects/${world.projects[project]?.id}/complete`, { token: world.admin.token });
  if (succeeded(answer)) record(answer, projectCompleted(project, answer.body));
  else if (isUnanswered(answer)) record(answer, projectCompleted(project));
  else if (answer.code === 'PROJECT_NOT_ACTIVE')
    record(
      answer,
      refused('completing', (state) => statusOf(state, project) === 'archived'),
    );
};

const report: Operation = async (round, ask, random) => {
  const { world, record } = round;
  const [person, skill, level] = [anyOf(random, PEOPLE), anyOf(random, SKILLS), random.pick(LEVELS)];
  const answer = await ask('POST', '/api/suggestions', {
    token: world.people[person]?.token ?? '',
    body: { skillId: world.skillIds[skill], suggestedProficiency: level },
  });
  const reasons: Record<string, StepBuilder> = {
    SKILL_INACTIVE: refused('a report', (state) => !state.skills[skill]?.isActive),
    ALREADY_PENDING: refused('a report', (state) => pendingOf(state, person, skill) !== undefined),
    ALREADY_VALIDATED: refused('a report', (state) => state.validated[`${person} ${skill}`]?.level === level),
  };
  if (succeeded(answer)) round.suggestionIds.push(answer.body.id);
  const step = succeeded(answer) || isUnanswered(answer) ? reported(person, skill, level, answer.body.id) : reasons[answer.code];
  if (step) record(answer, step);
};

const decide: Operation = async (round, ask, random) => {
  const { world, record } = round;
  const seen = await ask('GET', '/api/suggestions?status=PENDING', { token: world.people[anyOf(random, PEOPLE)]?.token ?? '' });
  const pending: number[] = succeeded(seen) ? seen.body.items.map(({ id }: { id: number }) => id) : [];
  round.suggestionIds.push(...pending.filter((id) => !round.suggestionIds.includes(id)));
  const ids = [...new Set([...pending, ...(random.chance(0.3) ? round.suggestionIds : [])])].filter(() => random.chance(0.6)).slice(0, 3);
  if (ids.length === 0) return report(round, ask, random);
  const lead = random.chance(0.4) ? undefined : anyOf(random, LEADS.length);
  const decider = lead === undefined ? ADMIN : (LEADS[lead] ?? ADMIN);
  const decisions = ids.map((suggestionId) => {
    const action = random.pick<Action>(['APPROVE', 'ADJUST_LEVEL', 'REJECT', 'REJECT']);
    // A withdrawal needs a comment.
    const comment = action === 'REJECT' ? 'Not used for a year.' : undefined;
    return { suggestionId, action, comment, ...(action === 'ADJUST_LEVEL' ? { adjustedProficiency: random.pick(LEVELS) } : {}) };
  });
  const answer = await ask('POST', '/api/validation_inbox/resolve', {
    token: lead === undefined ? world.admin.token : (world.leads[lead]?.token ?? ''),
    body: { decisions },
  });
  if (isUnanswered(answer))
    for (const { suggestionId, action, adjustedProficiency } of decisions)
      record(answer, decided(decider, suggestionId, action, action === 'ADJUST_LEVEL' ? adjustedProficiency : undefined));
  if (!succeeded(answer)) return;
  for (const { suggestionId, action, proficiencyLevel } of answer.body.processed)
    record(answer, decided(decider, suggestionId, action, proficiencyLevel));
  for (const { suggestionId, code } of answer.body.errors)
    record(answer, (database) => {
      const found = database.suggestionPlaces.get(suggestionId);
      if (!found) return refused('a decision', () => code === 'NOT_FOUND')(database);
      const { person, skill, place } = found;
      if (code === 'ALREADY_PROCESSED')
        return refused('a decision', (state) => {
          const row = state.suggestions[`${person} ${skill}`]?.[place];
          return row !== undefined && row.status !== 'PENDING';
        })(database);
      if (code === 'UNAUTHORIZED') return refused('a decision', (state) => !mayDecide(state, decider, person))(database);
      return undefined;
    });
};

const runJob: Operation = async ({ job, jobRan }) => {
  const [asked, from] = [performance.now(), Date.now()];
  const outcome = await job.flagStaleSkills(new Date(), { log: () => {}, batchSize: 1_000_000 });
  if (outcome.ran) jobRan({ asked, answered: performance.now(), from, to: Date.now(), created: outcome.suggestionsCreated });
};

const changePerson: Operation = async (round, ask, random) => {
  const { world, record, unique } = round;
  const person = anyOf(random, PEOPLE);
  const path = `/api/profiles/${world.people[person]?.id}`;
  const token = world.admin.token;
  const change = random.chance(0.7) ? { title: unique('title') } : random.chance(0.3) ? { isActive: false } : { isActive: true };
  const answer = await ask('PATCH', path, { token, body: change });
  if (!succeeded(answer) && !isUnanswered(answer)) return;
  record(answer, personChanged(person, 'title' in change ? { title: change.title } : { left: !change.isActive }));
  if (!('isActive' in change) || !change.isActive) return;
  const made = await ask('POST', '/api/api_tokens', {
    token,
    body: { name: 'back again', profileId: world.people[person]?.id },
    mayBeCut: false,
  });
  const known = world.people[person];
  if (succeeded(made) && known) known.token = made.body.token;
};

const changeSkill: Operation = async ({ world, record }, ask, random) => {
  const renames = random.chance(0.5);
  const skill = renames ? anyOf(random, RENAMED) : anyOf(random, SKILLS);
  const change = renames ? { name: nameOf(world.prefix, skill, random.chance(0.5)) } : { isActive: random.chance(0.6) };
  const answer = await ask('PATCH', `/api/skills/${world.skillIds[skill]}`, { token: world.admin.token, body: change });
  if (succeeded(answer) || isUnanswered(answer)) record(answer, skillChanged(skill, change));
};

const sync: Operation = async (round, ask, random) => {
  const { world, record, unique } = round;
  const [person, project] = [anyOf(random, PEOPLE), anyOf(random, PROJECTS)];
  const skill = random.between(RENAMED, SKILLS - 1);
  const [email, entry] = [world.people[person]?.email, world.projects[project]];
  const level = random.pick(LEVELS);
  const [role, title] = [unique('role'), random.chance(0.4) ? unique('title') : undefined];
  const isActive = random.chance(0.3) ? random.chance(0.7) : undefined;
  const tags = random.chance(0.5) ? someTags(round, random) : undefined;
  const ends = random.chance(0.3);
  const scope = random.chance(0.4) ? someSkills(random).filter((each) => each >= RENAMED) : undefined;
  const status = random.chance(0.08) ? random.pick(['active', 'completed', 'archived', 'archived'] as const) : undefined;
  const description = random.chance(0.3) ? unique('description') : undefined;
  const lastValidated = Date.now() - LONG_AGO_MS - random.between(0, 1_000_000);
  const sections = {
    skills: [{ name: nameOf(world.prefix, skill), category: unique('category'), ...(isActive === undefined ? {} : { isActive }) }],
    profiles: [{ email, name: unique('name'), ...(title === undefined ? {} : { title }) }],
    projects: [
      {
        externalId: entry?.externalId,
        name: unique('project'),
        techLead: world.leads[entry?.lead ?? 0]?.email,
        ...(scope ? { skills: scope.map((each) => nameOf(world.prefix, each)) } : {}),
        ...(status ? { status } : {}),
        // Without `completedAt`, a project without members ends when its last member left, which the model does not track.
        ...(status === 'completed' ? { completedAt: new Date().toISOString() } : {}),
        ...(description === undefined ? {} : { description }),
      },
    ],
    assignments: [
      {
        email,
        projectExternalId: entry?.externalId,
        role,
        ...(tags ? { tags } : {}),
        ...(ends ? { endedAt: new Date().toISOString() } : {}),
      },
    ],
    employeeSkills: [
      { email, skill: nameOf(world.prefix, skill), proficiencyLevel: level, lastValidatedAt: new Date(lastValidated).toISOString() },
    ],
    suggestions: [{ email, skill: nameOf(world.prefix, skill), suggestedProficiency: level }],
  };
  type Section = keyof typeof sections;
  const chosen = (Object.keys(sections) as Section[]).filter(() => random.chance(0.35));
  const body = Object.fromEntries(chosen.map((section) => [section, sections[section]]));
  const answer = await ask('POST', '/api/directory/sync', { token: world.admin.token, body, mayBeCut: false });
  if (!succeeded(answer)) return;
  for (const section of chosen) {
    const counts: Record<string, number> = answer.body[section];
    const became: SyncOutcome = (['created', 'updated', 'unchanged'] as const).find((word) => counts[word] === 1);
    if (became === undefined) continue;
    const others = chosen.some((other) => other !== section && (other === 'projects' || other === 'assignments'));
    const signals: number | undefined = others ? undefined : answer.body.signals;
    const steps: Record<Section, () => StepBuilder> = {
      skills: () => syncedSkill(skill, isActive),
      profiles: () => syncedPerson(person, title),
      projects: () => syncedProject(project, { status, scope, description }, signals),
      assignments: () =>
        became === 'created'
          ? joined({ person, project, role, tags: tags ?? [], bySync: true, answer: { signals } })
          : syncedAssignment(person, project, { role, tags, ends }),
      employeeSkills: () => syncedValidation(person, skill, level, lastValidated, became),
      suggestions: () => syncedSuggestion(person, skill, level, became),
    };
    record(answer, steps[section]());
  }
};

const WEIGHTS: readonly [number, Operation][] = [
  [16, join],
  [10, changeAssignment],
  [22, post],
  [5, importUpdates],
  [8, declare],
  [6, changeProject],
  [1, complete],
  [8, report],
  [9, decide],
  [4, runJob],
  [7, changePerson],
  [5, changeSkill],
  [12, sync],
];
const JOINS_FIRST = 3;
const DECK = WEIGHTS.flatMap(([weight, operation]) => Array.from({ length: weight }, () => operation));

/** Runs one client's part of a round: the given number of random operations, one after another. */
export async function act(round: Round, ask: Ask, random: Random, operations: number): Promise<void> {
  for (let number = 0; number < operations; number += 1) {
    // Most other operations need a member on a project.
    const operation = number < JOINS_FIRST ? join : random.pick(DECK);
    await operation(round, ask, random);
  }
}
