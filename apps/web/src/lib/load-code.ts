import { untilServerAnswers } from './connection.ts';

const MOST_ATTEMPTS = 3;

/**
 * Loads code on demand. If that fails, it waits until the server answers and tries again. It gives up after three attempts, for
 * example because a newer version was installed.
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
