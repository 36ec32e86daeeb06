import type { History } from '../history.js';
import { ask } from '../ask.js';
import type { Random } from '../random.js';
import { pause, untilAnswered } from './until-answered.js';

/** A declared scope, and the time during which an update may have used it, in milliseconds of `performance.now()`. */
interface ScopeVersion {
  skillIds: readonly number[];
  possibleFrom: number;
  /** The time when the next scope was acknowledged; infinite until then. */
  possibleUntil: number;
}

/** The declared skills of projects over time, as far as a client can know them. */
export class Scopes {
  private readonly versions = new Map<number, ScopeVersion[]>();

  constructor(private readonly history: History) {}

  begin(projectId: number, skillIds: readonly number[]): void {
    this.versions.set(projectId, [{ skillIds, possibleFrom: 0, possibleUntil: Infinity }]);
  }

  /** Whether an update between the two times may have used exactly these skills. */
  allows(projectId: number, skillIds: readonly number[], from: number, until: number): boolean {
    const found = key(skillIds);
    return (this.versions.get(projectId) ?? []).some(
      (version) => version.possibleFrom <= until && version.possibleUntil >= from && key(version.skillIds) === found,
    );
  }

  /** Changes scopes one after another until `isOver` returns true. Each change is sent until it is acknowledged. */
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
