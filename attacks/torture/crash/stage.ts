import { createApiToken } from '../../../apps/server/src/sign-in/tokens/api-tokens.js';
import { factories } from '../../../apps/server/test/factories.js';
import type { CrashingInstallation } from './installations.js';
import type { PostingClient } from './posting-client.js';

export const CLIENTS = 16;
const PROJECTS = 4;
const SKILLS = 10;

/** The people who post and their projects. Each person is a member of every project. */
export interface CrashStage {
  installation: CrashingInstallation;
  adminToken: string;
  clients: Omit<PostingClient, 'prefix'>[];
  projectIds: number[];
  skillIds: number[];
  /** The initially declared skills of each project: none, one, four and all. */
  declared: Map<number, number[]>;
}

export async function setCrashStage(installation: CrashingInstallation): Promise<CrashStage> {
  return installation.withDatabase(async (database) => {
    const make = factories(database);
    const tokenOf = async (profileId: number) => (await createApiToken(database, { name: 'torture', profileId })).token;
    const admin = await make.profile({ isAdmin: true });
    const skillIds: number[] = [];
    for (let number = 0; number < SKILLS; number += 1) skillIds.push(await make.skill());
    const declared = new Map<number, number[]>();
    for (const count of [0, 1, 4, SKILLS].slice(0, PROJECTS)) {
      const scope = skillIds.slice(0, count);
      declared.set(await make.project({ techLeadId: admin, skillIds: scope }), scope);
    }
    const projectIds = [...declared.keys()];
    const clients: CrashStage['clients'] = [];
    for (let number = 0; number < CLIENTS; number += 1) {
      const userId = await make.profile();
      for (const projectId of projectIds) await make.assignment({ profileId: userId, projectId });
      clients.push({ userId, token: await tokenOf(userId) });
    }
    return { installation, adminToken: await tokenOf(admin), clients, projectIds, skillIds, declared };
  });
}
