import pg from 'pg';
import { vi } from 'vitest';

/** The SQL that goes to the database while `work` is done, whichever connection of this process it goes over. */
export async function sentStatements(work: () => Promise<unknown>): Promise<string[]> {
  const sent = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return sent.mock.calls.map(([statement]: unknown[]) =>
      typeof statement === 'string' ? statement : (statement as { text: string }).text,
    );
  } finally {
    sent.mockRestore();
  }
}
