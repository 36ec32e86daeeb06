import { timesOfUpdates, timesInEmptyWeeks } from './demo-calendar.js';
import { projectOf } from './demo-directory.js';
import { demoPeople, emailOf, type DemoAssignment, type DemoPerson } from './demo-people.js';
import { demoPersonas } from './demo-personas.js';
import { randomFrom } from './random.js';
import { writeNote } from './write-note.js';

export interface DemoUpdate {
  projectExternalId: string;
  email: string;
  content: string;
  externalId: string;
  createdAt: string;
}

const [memberPersona] = demoPersonas;

/** Returns two years of progress updates, oldest first. */
export function demoUpdates(now: Date): DemoUpdate[] {
  return demoPeople
    .flatMap((person) => person.assignments.flatMap((assignment) => updatesOn(person, assignment, now)))
    .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0));
}

function updatesOn(person: DemoPerson, assignment: DemoAssignment, now: Date): DemoUpdate[] {
  const project = projectOf(assignment);
  const times = timesOfUpdates(person, assignment, project.isDone ?? false, now);
  // Visitors of the demo see the last weeks of this person first, so these weeks are never empty, even during holidays.
  if (emailOf(person.address) === memberPersona.email && person.assignments[0] === assignment) times.push(...timesInEmptyWeeks(times, now));
  const notes = randomFrom('notes', person.address, assignment.project);
  return times.map((time, index) => ({
    projectExternalId: project.externalId,
    email: emailOf(person.address),
    content: writeNote(project.notes, notes),
    externalId: `${person.address}-${index + 1}`,
    createdAt: time.toISOString(),
  }));
}
