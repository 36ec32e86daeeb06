import { PROFICIENCY_LEVELS } from '@skilltrace/domain/validation/proficiency';
import { endOf, startOf } from './demo-calendar.js';
import { demoPeople, emailOf, type DemoAssignment, type DemoPerson } from './demo-people.js';
import { demoProjects, type DemoProject } from './demo-projects.js';
import { demoSkills } from './demo-skills.js';
import { tagsOfStory, validationsOfStory, type DemoValidation } from './demo-story.js';
import { randomFrom } from './random.js';

const DAY = 24 * 60 * 60_000;
const ADMIN = 'ingrid.halvorsen';
/** Skills that were confirmed for one person only, or for no one. They are the skills at risk of the demo. */
const HARDLY_CONFIRMED = new Map<string, string | undefined>([
  ['Airflow', 'nikolai.petrov'],
  ['Test Automation', undefined],
]);

/** Returns the people, projects and validations of the demo in the format of an organization file. */
export function demoDirectory(now: Date) {
  const before = (days: number) => new Date(now.getTime() - days * DAY).toISOString();
  return {
    skills: Object.entries(demoSkills).flatMap(([category, names]) => names.map((name) => ({ name, category }))),
    profiles: demoPeople.map(({ name, address, title }) => ({
      email: emailOf(address),
      name,
      title,
      ...(address === ADMIN ? { isAdmin: true } : {}),
    })),
    projects: demoProjects.map(({ externalId, name, description, techLead, skills, skillIdeas }) => ({
      externalId,
      name,
      description,
      techLead: emailOf(techLead),
      skills: [...skills],
      ...(skillIdeas ? { metadata: { skill_ideas: [...skillIdeas] } } : {}),
    })),
    assignments: demoPeople.flatMap((person) =>
      person.assignments.map((assignment) => {
        const endedAt = endOf(assignment, now);
        return {
          email: emailOf(person.address),
          projectExternalId: `demo:${assignment.project}`,
          role: assignment.role,
          tags: tagsOf(person, assignment),
          startedAt: startOf(assignment, now),
          ...(endedAt === undefined ? {} : { endedAt }),
        };
      }),
    ),
    employeeSkills: validations().map(({ address, skill, level, daysAgo, by }) => ({
      email: emailOf(address),
      skill,
      proficiencyLevel: level,
      lastValidatedAt: before(daysAgo),
      lastValidatedByEmail: emailOf(by),
    })),
  };
}

export function projectOf(assignment: DemoAssignment): DemoProject {
  const project = demoProjects.find(({ externalId }) => externalId === `demo:${assignment.project}`);
  if (!project) throw new Error(`The demo has no project ${assignment.project}`);
  return project;
}

/** The tags of an assignment: all declared skills or all but one, and the ones that the person's story adds. */
function tagsOf(person: DemoPerson, assignment: DemoAssignment): string[] {
  const skills = projectOf(assignment).skills;
  const extra = tagsOfStory[`${person.address} on ${assignment.project}`] ?? [];
  if (skills.length === 0) return [...extra];
  const random = randomFrom('tags', person.address, assignment.project);
  const without = person.address !== 'amara.okafor' && random.next() < 0.45 ? random.pick(skills) : undefined;
  return [...skills.filter((skill) => skill !== without), ...extra];
}

/** All validations: more for people who have been on a project longer, and about a fifth of them more than a year old. */
function validations(): DemoValidation[] {
  const all = new Map(validationsOfStory.map((validation) => [`${validation.address}|${validation.skill}`, validation]));
  for (const person of demoPeople.filter(({ address }) => address !== 'amara.okafor')) {
    for (const assignment of person.assignments) {
      const project = projectOf(assignment);
      const weeks = assignment.from - (assignment.until ?? 0);
      for (const skill of project.skills) {
        const random = randomFrom('validation', person.address, assignment.project, skill);
        const key = `${person.address}|${skill}`;
        if (all.has(key) || weeks < 12 || random.next() < 0.35) continue;
        if (HARDLY_CONFIRMED.has(skill) && HARDLY_CONFIRMED.get(skill) !== person.address) continue;
        const earliest = assignment.from * 7 - 40;
        const latest = (assignment.until ?? 0) * 7 + 6;
        const daysAgo = random.whole(latest, Math.max(latest, Math.min(earliest, latest + (random.next() < 0.3 ? 690 : 330))));
        const level =
          PROFICIENCY_LEVELS[Math.min(PROFICIENCY_LEVELS.length - 1, Math.floor(weeks / 38) + (random.next() < 0.4 ? 1 : 0))] ?? 'NOVICE';
        all.set(key, {
          address: person.address,
          skill,
          level,
          daysAgo,
          by: project.techLead === person.address ? ADMIN : project.techLead,
        });
      }
    }
  }
  return [...all.values()];
}
