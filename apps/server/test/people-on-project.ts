import type { Connection } from '../src/platform/database/connection.js';
import { factories } from './factories.js';

/** Creates people who work on one project, which declares three skills and is led by the first of them. */
export async function peopleOnProject(database: Connection, count: number): Promise<{ projectId: number; people: number[] }> {
  const make = factories(database);
  const people: number[] = [];
  for (let person = 0; person < count; person += 1) people.push(await make.profile());
  const skillIds = [await make.skill(), await make.skill(), await make.skill()];
  const projectId = await make.project({ techLeadId: people[0] ?? 0, skillIds });
  for (const profileId of people) await make.assignment({ profileId, projectId });
  return { projectId, people };
}
