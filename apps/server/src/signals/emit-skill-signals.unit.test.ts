import { describe, expect, it } from 'vitest';
import { openTransaction, type Transaction } from '../platform/database/connection.js';
import { emitProjectSignals, emitSkillSignals, type SkillSignals } from './emit-skill-signals.js';

// Tests what the writer sends. The SQL function applies the same rules again, so it would hide a missing rule here.

/** An open transaction that only records the parameters of its statements. */
function recorder(): { connection: Transaction; sent: unknown[][] } {
  const sent: unknown[][] = [];
  const connection = {
    [openTransaction]: true,
    query: (_statement: unknown, parameters: unknown[]) => {
      sent.push(parameters);
      return Promise.resolve([{ emitted: 1 }]);
    },
    transaction: () => Promise.reject(new Error('the writer must not open a transaction')),
  } as unknown as Transaction;
  return { connection, sent };
}

async function sentFor(fields: Partial<SkillSignals>): Promise<{ emitted: number; sent: unknown[][] }> {
  const { connection, sent } = recorder();
  const event = { userId: 7, sourceType: 'update', sourceId: 9, signalType: 'update', skillIds: [3] } as const;
  return { emitted: await emitSkillSignals({ ...event, ...fields, connection }), sent };
}

describe('emitSkillSignals', () => {
  it('sends the event with its skills and the default weight of its type', async () => {
    expect(await sentFor({})).toEqual({ emitted: 1, sent: [[7, 'update', 9, 'update', [3], 2, null]] });
    expect((await sentFor({ sourceType: 'project', signalType: 'joined' })).sent).toEqual([[7, 'project', 9, 'joined', [3], 1, null]]);
    expect((await sentFor({ sourceType: 'project', signalType: 'completed' })).sent).toEqual([
      [7, 'project', 9, 'completed', [3], 3, null],
    ]);
  });

  it('sends each skill once', async () => {
    expect((await sentFor({ skillIds: [3, 5, 3, 3, 5] })).sent[0]?.[4]).toEqual([3, 5]);
  });

  it.each(['joined', 'update', 'completed'] as const)('sends nothing for mentorship with the signal type %s', async (signalType) => {
    expect(await sentFor({ sourceType: 'mentorship', signalType })).toEqual({ emitted: 0, sent: [] });
  });

  it('sends nothing when there are no skills', async () => {
    expect(await sentFor({ skillIds: [] })).toEqual({ emitted: 0, sent: [] });
    expect(await sentFor({ skillIds: undefined })).toEqual({ emitted: 0, sent: [] });
  });

  it.each(['userId', 'sourceType', 'sourceId', 'signalType'] as const)('sends nothing when %s is missing', async (field) => {
    expect(await sentFor({ [field]: undefined })).toEqual({ emitted: 0, sent: [] });
    expect(await sentFor({ [field]: null })).toEqual({ emitted: 0, sent: [] });
  });

  it('does not send the context of the call', async () => {
    expect(JSON.stringify((await sentFor({ context: 'React and Rust' })).sent)).not.toContain('React');
  });
});

describe('emitProjectSignals', () => {
  it('sends each skill of each person once, with the project as source', async () => {
    const { connection, sent } = recorder();
    const people = [
      { userId: 1, projectId: 4, skillIds: [8, 8, 9] },
      { userId: 2, projectId: 4, skillIds: [] },
      { userId: 3, projectId: 5, skillIds: [9] },
    ];
    await emitProjectSignals(connection, 'joined', people);
    expect(sent).toEqual([[[1, 1, 3], 'project', [4, 4, 5], 'joined', [8, 9, 9], 1, [null, null, null]]]);
  });

  it('sends nothing when no person has a skill', async () => {
    const { connection, sent } = recorder();
    expect(await emitProjectSignals(connection, 'completed', [{ userId: 1, projectId: 4, skillIds: [] }])).toBe(0);
    expect(sent).toEqual([]);
  });
});
