import pg from 'pg';
import { vi } from 'vitest';

/** Runs `work` and returns the SQL statements that this process sends during it, on any connection. */
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
