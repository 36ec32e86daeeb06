import { untilServerAnswers } from './connection.ts';

const MOST_ATTEMPTS = 3;

/**
 * Loads code that is fetched when it is needed. While the server is away it waits, and tries again once the server answers;
 * what still does not arrive then (a newer version was installed) is an error.
 */
export async function loadCode<Module>(load: () => Promise<Module>): Promise<Module> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await load();
    } catch (error) {
      if (attempt === MOST_ATTEMPTS) throw error;
      await untilServerAnswers();
    }
  }
}
