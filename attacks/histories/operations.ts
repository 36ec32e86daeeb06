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
  type Told,
} from './steps.js';
import { decided, mayDecide, reported, type Action } from './suggestion-steps.js';
import {
  syncedAssignment,
  syncedPerson,
  syncedProject,
  syncedSkill,
  syncedSuggestion,
  syncedValidation,
  type Became,
} from './sync-steps.js';
import { ADMIN, LEADS, nameOf, PEOPLE, PROJECTS, RENAMED, SKILLS, type World } from './world.js';

const LEVELS: readonly Level[] = ['NOVICE', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'];
const LONG_AGO_MS = 400 * 86_400_000;

/** What all clients of a round share. */
export interface Round {
  world: World;
  /** Keeps what a request did, or may have done. */
  tell: (answer: Pick<Answer, 'asked' | 'answered'>, told: Told) => void;
  /** Keeps when the job ran, on the clock of the database and on ours, and how many it says that it flagged. */
  jobRan: (run: { asked: number; answered: number; from: number; to: number; created: number }) => void;
  assignmentIds: number[];
  /** Who joined what, as far as was answered: where it is worth to go on. */
  members: { person: number; project: number }[];
  suggestionIds: number[];
  job: StaleSkillFlaggingService;
  /**
   * Whether a row with that text comes to stand within a moment. Whoever was not told looks: what is seen happened before it
   * was seen.
   */
  comesUp: (table: 'progress_updates' | 'assignments', text: string) => Promise<boolean>;
  /** A text that nothing else in the round has. */
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
    .concat(random.chance(0.2) ? ['no skill at all'] : []);
const wasTold = ({ status }: Answer) => status >= 200 && status < 300;
const wasNotTold = ({ status }: Answer) => status === 0;

/** An answer, or in its place the moment at which what was asked for is seen to stand. */
async function orSeen(round: Round, answer: Answer, table: 'progress_updates' | 'assignments', text: string): Promise<Answer> {
  const isOpen = wasNotTold(answer) || answer.status === 401;
  return isOpen && (await round.comesUp(table, text)) ? { ...answer, answered: performance.now() } : { ...answer, answered: Infinity };
}

const join: Operation = async (round, ask, random) => {
  const { world, tell } = round;
  const [person, project] = [anyOf(random, PEOPLE), anyOf(random, PROJECTS)];
  const [role, tags] = [round.unique('role'), someTags(round, random)];
  const by = random.chance(0.5) ? world.admin.token : (world.leads[world.projects[project]?.lead ?? 0]?.token ?? '');
  const answer = await ask('POST', `/api/projects/${world.projects[project]?.id}/assignments`, {
    token: by,
    body: { profileId: world.people[person]?.id, role, tags },
  });
  const { id, startedAt } = answer.body;
  if (wasTold(answer)) {
    round.assignmentIds.push(id);
    round.members.push({ person, project });
    tell(answer, joined({ person, project, role, tags, told: { id, startedAt } }));
  } else if (wasNotTold(answer)) tell(await orSeen(round, answer, 'assignments', role), joined({ person, project, role, tags }));
  else if (answer.code === 'PROJECT_NOT_ACTIVE')
    tell(
      answer,
      refused('joining', (state) => statusOf(state, project) !== 'active'),
    );
  else if (answer.code === 'CONFLICT')
    tell(
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
  if (wasTold(answer) || wasNotTold(answer)) round.tell(answer, assignmentChanged(id, { ends, tags }));
  else if (answer.code === 'CONFLICT' && ends) round.tell(answer, (standing) => refused(`ending ${id}`, hasEnded(id, standing))(standing));
};

const post: Operation = async (round, ask, random) => {
  const { world, tell, unique } = round;
  const { person, project } = somewhere(round, random);
  const content = unique('update');
  const answer = await ask('POST', '/api/progress_updates', {
    token: world.people[person]?.token ?? '',
    body: { projectId: world.projects[project]?.id, content },
  });
  if (wasTold(answer)) tell(answer, posted({ person, project, content, id: answer.body.id }));
  else if (answer.code === 'FORBIDDEN')
    tell(
      answer,
      refused(`${person} posting on ${project}`, (state) => !isActiveMember(state, person, project)),
    );
  else if (answer.code === 'PROJECT_NOT_ACTIVE')
    tell(
      answer,
      refused(`${person} posting on ${project}`, (state) => statusOf(state, project) !== 'active'),
    );
  else tell(await orSeen(round, answer, 'progress_updates', content), posted({ person, project, content }));
};

const importUpdates: Operation = async (round, ask, random) => {
  const { world, tell, unique } = round;
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
    const seen = wasTold(answer) ? answer : await orSeen(round, answer, 'progress_updates', content);
    tell(seen, posted({ person, project, content, ofThePast: createdAt !== undefined }));
  }
  if (!wasTold(answer)) return;
  tell(answer, ({ updates }) => {
    const imported = lines.flatMap(({ content }) => updates.get(content) ?? []);
    const signals = imported.reduce((sum, { skills }) => sum + skills.length, 0);
    // A streamed import commits before its answer is kept: a repetition may find the lines of the first one as duplicates.
    const { imported: added, duplicates, rejected, signals: emitted } = answer.body;
    const fits =
      added + duplicates === imported.length &&
      rejected === lines.length - imported.length &&
      (duplicates === 0 ? emitted === signals : answer.isRepeated === true && emitted <= signals);
    return refused(`an import of ${imported.length} with ${signals} signals: ${JSON.stringify(answer.body)}`, () => fits)({} as never);
  });
};

const declare: Operation = async ({ world, tell }, ask, random) => {
  const [project, scope] = [anyOf(random, PROJECTS), someSkills(random)];
  const answer = await ask('PUT', `/api/projects/${world.projects[project]?.id}/skills`, {
    token: world.admin.token,
    body: { skillIds: scope.map((skill) => world.skillIds[skill]) },
  });
  if (wasTold(answer) || wasNotTold(answer)) tell(answer, scopeChanged(project, scope));
  else if (answer.code === 'PROJECT_NOT_ACTIVE')
    tell(
      answer,
      refused('declaring', (state) => statusOf(state, project) !== 'active'),
    );
  else if (answer.code === 'SKILL_INACTIVE')
    tell(
      answer,
      refused('declaring', (state) => scope.some((skill) => !state.skills[skill]?.isActive && !scopeOf(state, project).includes(skill))),
    );
};

const changeProject: Operation = async ({ world, tell, unique }, ask, random) => {
  const project = anyOf(random, PROJECTS);
  const change = random.chance(0.3)
    ? { status: 'archived' as const }
    : random.chance(0.7)
      ? { status: 'active' as const }
      : { description: unique('description') };
  const answer = await ask('PATCH', `/api/projects/${world.projects[project]?.id}`, { token: world.admin.token, body: change });
  if (wasTold(answer)) tell(answer, projectChanged(project, change, answer.body.status));
  else if (wasNotTold(answer)) tell(answer, projectChanged(project, change));
  else if (answer.code === 'CONFLICT')
    tell(
      answer,
      refused('taking up', (state) => state.projects[project]?.wasCompleted === true),
    );
};

const complete: Operation = async ({ world, tell }, ask, random) => {
  const project = anyOf(random, PROJECTS);
  const answer = await ask('POST', `/api/projects/${world.projects[project]?.id}/complete`, { token: world.admin.token });
  if (wasTold(answer)) tell(answer, projectCompleted(project, answer.body));
  else if (wasNotTold(answer)) tell(answer, projectCompleted(project));
  else if (answer.code === 'PROJECT_NOT_ACTIVE')
    tell(
      answer,
      refused('completing', (state) => statusOf(state, project) === 'archived'),
    );
};

const report: Operation = async (round, ask, random) => {
  const { world, tell } = round;
  const [person, skill, level] = [anyOf(random, PEOPLE), anyOf(random, SKILLS), random.pick(LEVELS)];
  const answer = await ask('POST', '/api/suggestions', {
    token: world.people[person]?.token ?? '',
    body: { skillId: world.skillIds[skill], suggestedProficiency: level },
  });
  const reasons: Record<string, Told> = {
    SKILL_INACTIVE: refused('a report', (state) => !state.skills[skill]?.isActive),
    ALREADY_PENDING: refused('a report', (state) => pendingOf(state, person, skill) !== undefined),
    ALREADY_VALIDATED: refused('a report', (state) => state.validated[`${person} ${skill}`]?.level === level),
  };
  if (wasTold(answer)) round.suggestionIds.push(answer.body.id);
  const told = wasTold(answer) || wasNotTold(answer) ? reported(person, skill, level, answer.body.id) : reasons[answer.code];
  if (told) tell(answer, told);
};

const decide: Operation = async (round, ask, random) => {
  const { world, tell } = round;
  const seen = await ask('GET', '/api/suggestions?status=PENDING', { token: world.people[anyOf(random, PEOPLE)]?.token ?? '' });
  const pending: number[] = wasTold(seen) ? seen.body.items.map(({ id }: { id: number }) => id) : [];
  round.suggestionIds.push(...pending.filter((id) => !round.suggestionIds.includes(id)));
  const ids = [...new Set([...pending, ...(random.chance(0.3) ? round.suggestionIds : [])])].filter(() => random.chance(0.6)).slice(0, 3);
  if (ids.length === 0) return report(round, ask, random);
  const lead = random.chance(0.4) ? undefined : anyOf(random, LEADS.length);
  const decider = lead === undefined ? ADMIN : (LEADS[lead] ?? ADMIN);
  const decisions = ids.map((suggestionId) => {
    const action = random.pick<Action>(['APPROVE', 'ADJUST_LEVEL', 'REJECT', 'REJECT']);
    return { suggestionId, action, ...(action === 'ADJUST_LEVEL' ? { adjustedProficiency: random.pick(LEVELS) } : {}) };
  });
  const answer = await ask('POST', '/api/validation_inbox/resolve', {
    token: lead === undefined ? world.admin.token : (world.leads[lead]?.token ?? ''),
    body: { decisions },
  });
  if (wasNotTold(answer))
    for (const { suggestionId, action, adjustedProficiency } of decisions)
      tell(answer, decided(decider, suggestionId, action, action === 'ADJUST_LEVEL' ? adjustedProficiency : undefined));
  if (!wasTold(answer)) return;
  for (const { suggestionId, action, proficiencyLevel } of answer.body.processed)
    tell(answer, decided(decider, suggestionId, action, proficiencyLevel));
  for (const { suggestionId, code } of answer.body.errors)
    tell(answer, (standing) => {
      const found = standing.suggestionPlaces.get(suggestionId);
      if (!found) return refused('a decision', () => code === 'NOT_FOUND')(standing);
      const { person, skill, place } = found;
      if (code === 'ALREADY_PROCESSED')
        return refused('a decision', (state) => {
          const row = state.suggestions[`${person} ${skill}`]?.[place];
          return row !== undefined && row.status !== 'PENDING';
        })(standing);
      if (code === 'UNAUTHORIZED') return refused('a decision', (state) => !mayDecide(state, decider, person))(standing);
      return undefined;
    });
};

const runJob: Operation = async ({ job, jobRan }) => {
  const [asked, from] = [performance.now(), Date.now()];
  const outcome = await job.flagStaleSkills(new Date(), { log: () => {}, batchSize: 1_000_000 });
  if (outcome.ran) jobRan({ asked, answered: performance.now(), from, to: Date.now(), created: outcome.suggestionsCreated });
};

const changePerson: Operation = async (round, ask, random) => {
  const { world, tell, unique } = round;
  const person = anyOf(random, PEOPLE);
  const path = `/api/profiles/${world.people[person]?.id}`;
  const token = world.admin.token;
  const change = random.chance(0.7) ? { title: unique('title') } : random.chance(0.3) ? { isActive: false } : { isActive: true };
  const answer = await ask('PATCH', path, { token, body: change });
  if (!wasTold(answer) && !wasNotTold(answer)) return;
  tell(answer, personChanged(person, 'title' in change ? { title: change.title } : { left: !change.isActive }));
  if (!('isActive' in change) || !change.isActive) return;
  const made = await ask('POST', '/api/api_tokens', {
    token,
    body: { name: 'back again', profileId: world.people[person]?.id },
    mayBeCut: false,
  });
  const known = world.people[person];
  if (wasTold(made) && known) known.token = made.body.token;
};

const changeSkill: Operation = async ({ world, tell }, ask, random) => {
  const renames = random.chance(0.5);
  const skill = renames ? anyOf(random, RENAMED) : anyOf(random, SKILLS);
  const change = renames ? { name: nameOf(world.prefix, skill, random.chance(0.5)) } : { isActive: random.chance(0.6) };
  const answer = await ask('PATCH', `/api/skills/${world.skillIds[skill]}`, { token: world.admin.token, body: change });
  if (wasTold(answer) || wasNotTold(answer)) tell(answer, skillChanged(skill, change));
};

const sync: Operation = async (round, ask, random) => {
  const { world, tell, unique } = round;
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
        // Without it, a project that everyone has left ends with the last of them, whom the model does not know.
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
  if (!wasTold(answer)) return;
  for (const section of chosen) {
    const counts: Record<string, number> = answer.body[section];
    const became: Became = (['created', 'updated', 'unchanged'] as const).find((word) => counts[word] === 1);
    if (became === undefined) continue;
    const others = chosen.some((other) => other !== section && (other === 'projects' || other === 'assignments'));
    const signals: number | undefined = others ? undefined : answer.body.signals;
    const told: Record<Section, () => Told> = {
      skills: () => syncedSkill(skill, isActive),
      profiles: () => syncedPerson(person, title),
      projects: () => syncedProject(project, { status, scope, description }, signals),
      assignments: () =>
        became === 'created'
          ? joined({ person, project, role, tags: tags ?? [], bySync: true, told: { signals } })
          : syncedAssignment(person, project, { role, tags, ends }),
      employeeSkills: () => syncedValidation(person, skill, level, lastValidated, became),
      suggestions: () => syncedSuggestion(person, skill, level, became),
    };
    tell(answer, told[section]());
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

/** One client's part of a round: as many operations as asked for, one after another, whichever chance brings. */
export async function act(round: Round, ask: Ask, random: Random, operations: number): Promise<void> {
  for (let number = 0; number < operations; number += 1) {
    // Most of the rest needs somebody on a project.
    const operation = number < JOINS_FIRST ? join : random.pick(DECK);
    await operation(round, ask, random);
  }
}
