import type { History } from '../history.js';
import { ask } from '../ask.js';
import type { Random } from '../random.js';
import { pause, untilAnswered } from './until-answered.js';

/** A declared scope, and the time in which an update may have met it. Milliseconds of `performance.now()`. */
interface ScopeVersion {
  skillIds: readonly number[];
  possibleFrom: number;
  /** When another one was acknowledged in its place; infinite until then. */
  possibleUntil: number;
}

/** The declared skills of the projects over time, as far as a client can know them. */
export class Scopes {
  private readonly versions = new Map<number, ScopeVersion[]>();

  constructor(private readonly history: History) {}

  begin(projectId: number, skillIds: readonly number[]): void {
    this.versions.set(projectId, [{ skillIds, possibleFrom: 0, possibleUntil: Infinity }]);
  }

  /** Whether an update between the two moments may have met exactly these skills. */
  allows(projectId: number, skillIds: readonly number[], from: number, until: number): boolean {
    const found = key(skillIds);
    return (this.versions.get(projectId) ?? []).some(
      (version) => version.possibleFrom <= until && version.possibleUntil >= from && key(version.skillIds) === found,
    );
  }

  /** Changes scopes one after the other, until told to stop; each one is sent until it is acknowledged. */
  async keepChanging(
    server: string,
    adminToken: string,
    options: { projectIds: readonly number[]; skillIds: readonly number[]; random: Random; isOver: () => boolean },
  ): Promise<number> {
    let changes = 0;
    while (!options.isOver()) {
      const projectId = options.random.pick(options.projectIds);
      const skillIds = options.skillIds.filter(() => options.random.chance(0.4));
      const all = this.versions.get(projectId) ?? [];
      const previous = all.at(-1);
      all.push({ skillIds, possibleFrom: performance.now(), possibleUntil: Infinity });
      const { answer } = await untilAnswered(() =>
        ask(server, { method: 'PUT', path: `/api/projects/${projectId}/skills`, token: adminToken, body: { skillIds } }),
      );
      if (answer.status !== 200) throw new Error(`a change of scope was answered with ${answer.status}: ${answer.text}`);
      if (previous) previous.possibleUntil = performance.now();
      this.history.note('scope', { projectId, skillIds });
      changes += 1;
      await pause(options.random.between(20, 200));
    }
    return changes;
  }
}

function key(skillIds: readonly number[]): string {
  return skillIds.toSorted((a, b) => a - b).join();
}
