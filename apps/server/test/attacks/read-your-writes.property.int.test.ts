import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createPeople,
  openStandbyCluster,
  pauseAll,
  pauseReplay,
  resumeReplay,
  type Person,
  type StandbyCluster,
  type StandbyServer,
} from '../standby-cluster.js';

const [PEOPLE, SERVERS, STANDBYS] = [4, 2, 2];

let cluster: StandbyCluster;
let servers: StandbyServer[];
let people: Person[];

beforeAll(async () => {
  cluster = await openStandbyCluster(STANDBYS);
  servers = [];
  // A paused standby is used all the time, so only the positions protect the readers.
  for (let at = 0; at < SERVERS; at++) servers.push(await cluster.startServer({ DATABASE_READ_MAX_LAG: '3600' }));
  people = await createPeople(servers[0] as StandbyServer, PEOPLE);
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await cluster.close();
});

const action = fc.record({ does: fc.constantFrom('posts', 'reads', 'reads' as const), on: fc.nat(SERVERS - 1) });
const round = fc.record({
  weather: fc.record({
    of: fc.nat(STANDBYS - 1),
    is: fc.constantFrom('paused', 'paused', 'running', 'running', 'killed', 'as before' as const),
  }),
  actions: fc.tuple(...Array.from({ length: PEOPLE }, () => fc.array(action, { maxLength: 4 }))),
});

it('every person sees their own acknowledged signals on every server, while standbys pause, fail and return', async () => {
  const posted = new Map<Person, number>();
  const post = async (person: Person, server: StandbyServer) => {
    await person.post(server);
    posted.set(person, (posted.get(person) ?? 0) + 1);
  };
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 3, maxLength: 8 }), async (rounds) => {
      await beginWithOldStandbys(posted, post);
      for (const { weather, actions } of rounds) {
        const standby = cluster.standbys[weather.of];
        if (!standby) throw new Error('There is no such standby');
        if (weather.is === 'paused') await pauseReplay(standby);
        if (weather.is === 'running') await resumeReplay(standby);
        if (weather.is === 'killed') await standby.killPostmaster();
        const doAll = actions.map(async (chosen, at) => {
          const person = people[at] as Person;
          for (const { does, on } of chosen) {
            const server = servers[on] as StandbyServer;
            if (does === 'posts') await post(person, server);
            else expect(await person.ownSignals(server)).toBe(posted.get(person) ?? 0);
          }
        });
        await Promise.all(doAll);
        if (weather.is === 'killed') await standby.start();
      }
    }),
    { numRuns: 12, endOnFailure: true },
  );
});

/** Leaves every server with standbys that it uses, although they do not have the last post of the first person. */
async function beginWithOldStandbys(posted: Map<Person, number>, post: (person: Person, server: StandbyServer) => Promise<void>) {
  const [author, other] = people as [Person, Person];
  await pauseAll(cluster);
  await post(author, servers[0] as StandbyServer);
  for (const server of servers) {
    const own = posted.get(author) ?? 0;
    await expect.poll(() => other.signalsOf(author, server), { timeout: 120_000, interval: 50 }).toBe(own - 1);
    expect(await author.ownSignals(server)).toBe(own);
  }
}
