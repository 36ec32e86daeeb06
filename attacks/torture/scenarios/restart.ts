import type { Context } from '../context.js';

export const about = 'the server is stopped and started again: it exits with 0 and answers again';
export const oneRoundIn = 5;

/** The simplest scenario, a template for new ones. */
export async function run(context: Context): Promise<Record<string, number>> {
  const databaseUrl = await context.createDatabase();
  let starts = 0;
  await context.eachRound(async ({ random }) => {
    const server = await context.startServer({ DATABASE_URL: databaseUrl, SESSION_SECRET: 'a secret of the torture, 32 characters' });
    starts += 1;
    const questions = random.between(1, 20);
    const answers = await Promise.all(Array.from({ length: questions }, () => fetch(`${server.url}/readyz`).then(({ status }) => status)));
    context.history.note('asked', { questions, answers });
    context.expect(
      answers.every((status) => status === 200),
      'a server that reports that it is ready answers /readyz',
      { answers },
    );
    const how = await server.stop();
    context.expect(how === 0, 'a server stopped with SIGTERM exits with 0', { how, log: server.log() });
    return `${questions} requests`;
  });
  return { starts };
}
