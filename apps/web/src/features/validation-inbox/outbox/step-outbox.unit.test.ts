import { describe, expect, test } from 'vitest';
import { answer, approval, decide, idsIn, play } from './fixtures.ts';
import { EMPTY_OUTBOX, decidedIds, nextDueAt, undoLeft } from './outbox.ts';
import { resumeOutbox, stepOutbox } from './step-outbox.ts';

const decided = (outbox: Parameters<typeof decidedIds>[0]) => [...decidedIds(outbox)];

describe('the undo window', () => {
  test('hides a decision immediately and sends it after five seconds', () => {
    const { outbox, sent } = play([[0, decide(1)]]);
    expect([decided(outbox), sent, nextDueAt(outbox)]).toEqual([[1], [], 5_000]);
    expect(play([[4_999, { type: 'tick' }]], outbox).sent).toEqual([]);
    const later = play([[5_000, { type: 'tick' }]], outbox);
    expect(idsIn(later.sent)).toEqual([[1]]);
    expect(decided(later.outbox)).toEqual([1]);
  });

  test('never sends an undone decision, and undoes the latest first', () => {
    const { outbox, sent } = play([
      [0, decide(1)],
      [100, decide(2)],
      [200, { type: 'undo' }],
    ]);
    expect([decided(outbox), sent]).toEqual([[1], []]);
    const after = play(
      [
        [300, { type: 'undo' }],
        [400, { type: 'undo' }],
        [9_000, { type: 'tick' }],
      ],
      outbox,
    );
    expect([decided(after.outbox), after.sent]).toEqual([[], []]);
  });

  test('does not undo a sent decision', () => {
    const { outbox } = play([
      [0, decide(1)],
      [5_000, { type: 'tick' }],
      [5_001, { type: 'undo' }],
    ]);
    expect(idsIn(outbox.sending)).toEqual([[1]]);
  });

  test('sends only the oldest decision when a fourth is made', () => {
    const three = play([
      [0, decide(1)],
      [1, decide(2)],
      [2, decide(3)],
    ]);
    expect(three.sent).toEqual([]);
    const four = play([[3, decide(4)]], three.outbox);
    expect(idsIn(four.sent)).toEqual([[1]]);
    expect(idsIn(four.outbox.waiting)).toEqual([[2], [3], [4]]);
  });

  test('undoes and sends several decisions of one act together', () => {
    expect(
      decided(
        play([
          [0, decide(1, 2, 3)],
          [1, { type: 'undo' }],
        ]).outbox,
      ),
    ).toEqual([]);
    expect(
      idsIn(
        play([
          [0, decide(1, 2, 3)],
          [5_000, { type: 'tick' }],
        ]).sent,
      ),
    ).toEqual([[1, 2, 3]]);
  });

  test('pauses while the bar is held, including for later decisions', () => {
    const held = play([
      [0, decide(1)],
      [1_000, { type: 'hold' }],
      [60_000, { type: 'tick' }],
    ]);
    expect(held.sent).toEqual([]);
    expect(undoLeft(held.outbox, held.outbox.waiting[0]!, 60_000)).toBe(4_000);
    const released = play(
      [
        [61_000, decide(2)],
        [62_000, { type: 'release' }],
        [65_999, { type: 'tick' }],
      ],
      held.outbox,
    );
    expect(released.sent).toEqual([]);
    expect(released.outbox.waiting.map(({ dueAt }) => dueAt)).toEqual([66_000, 67_000]);
    expect(idsIn(play([[66_000, { type: 'tick' }]], released.outbox).sent)).toEqual([[1]]);
  });

  test('sends and resumes when the bar is closed', () => {
    const { outbox, sent } = play([
      [0, decide(1)],
      [1, decide(2)],
      [2, { type: 'hold' }],
      [3, { type: 'close' }],
    ]);
    expect(idsIn(sent)).toEqual([[1, 2]]);
    expect(outbox.heldSince).toBeUndefined();
  });

  test('decides the same suggestion only once when the key is pressed repeatedly', () => {
    const { outbox } = play([
      [0, decide(1)],
      [1, decide(1)],
      [2, decide(1, 2, 2)],
    ]);
    expect(idsIn(outbox.waiting)).toEqual([[1], [2]]);
    const settled = play(
      [
        [5_000, { type: 'tick' }],
        [5_001, answer({ key: 'key-1', decisions: [approval(1), approval(2)] })],
        [5_002, decide(1)],
      ],
      outbox,
    );
    expect(settled.outbox.waiting).toEqual([]);
  });
});

describe('sending', () => {
  test('runs one request at a time and sends later decisions together in the next', () => {
    const first = play([
      [0, decide(1)],
      [5_000, { type: 'tick' }],
      [5_001, decide(2)],
      [5_002, decide(3)],
      [5_003, { type: 'close' }],
    ]);
    expect(idsIn(first.sent)).toEqual([[1]]);
    const next = play([[5_100, answer(first.sent[0]!)]], first.outbox);
    expect(idsIn(next.sent)).toEqual([[2, 3]]);
    expect(next.sent[0]?.key).toBe('key-2');
  });

  test('sends at most 200 decisions per request, and the rest with another key', () => {
    const ids = Array.from({ length: 450 }, (_, index) => index + 1);
    const { sent } = play([
      [0, decide(...ids)],
      [1, { type: 'leave' }],
    ]);
    expect(idsIn(sent).map((one) => one.length)).toEqual([200, 200, 50]);
    expect(idsIn(sent).flat()).toEqual(ids);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(3);
  });

  test('sends everything immediately when the page closes, next to the current request', () => {
    const { outbox, sent } = play([
      [0, decide(1)],
      [5_000, { type: 'tick' }],
      [5_001, decide(2)],
      [5_002, decide(3)],
      [5_003, { type: 'leave' }],
    ]);
    expect(idsIn(sent)).toEqual([[1], [2, 3]]);
    expect(idsIn(outbox.sending)).toEqual([[1], [2, 3]]);
  });

  test('settles and counts the decisions that the server saved', () => {
    const { outbox, sent } = play([
      [0, decide(1, 2)],
      [5_000, { type: 'tick' }],
    ]);
    const after = play([[5_100, answer(sent[0]!)]], outbox).outbox;
    expect([[...after.settled], after.savedCount, after.sending, after.unsent]).toEqual([[1, 2], 2, [], []]);
  });

  test('ignores an answer to an unknown request', () => {
    expect(
      play([
        [0, answer({ key: 'other', decisions: [approval(9)] })],
        [0, { type: 'failed', key: 'other', reason: '' }],
      ]).outbox,
    ).toEqual(EMPTY_OUTBOX);
  });
});

describe('decisions that the answer rejects or omits', () => {
  const sent = play([
    [0, decide(1, 2, 3, 4)],
    [5_000, { type: 'tick' }],
  ]);
  const parcel = sent.sent[0]!;

  test('show the server’s sentence if rejected, and already decided suggestions stay hidden', () => {
    const errors = [
      { suggestionId: 1, code: 'ALREADY_PROCESSED' as const, message: 'Lea approved this.', params: {} },
      { suggestionId: 2, code: 'UNAUTHORIZED' as const, message: 'Not yours.', params: {} },
      { suggestionId: 3, code: 'INVALID_PROFICIENCY' as const, message: 'No such level.', params: {} },
    ];
    const { outbox } = play([[5_100, answer(parcel, errors)]], sent.outbox);
    expect(outbox.refused.map(({ suggestionId, message }) => [suggestionId, message])).toEqual([
      [1, 'Lea approved this.'],
      [2, 'Not yours.'],
      [3, 'No such level.'],
    ]);
    expect(decided(outbox).toSorted()).toEqual([1, 2, 4]);
    expect(outbox.savedCount).toBe(1);
    expect(play([[6_000, { type: 'dismiss' }]], outbox).outbox.refused).toEqual([]);
  });

  test('become unsent if the answer does not mention them', () => {
    const result = { success: true, processed: [], errors: [] };
    const { outbox } = play([[5_100, { type: 'answered', key: parcel.key, result }]], sent.outbox);
    expect(idsIn(outbox.unsent)).toEqual([[1, 2, 3, 4]]);
    expect(outbox.unsent[0]?.key).not.toBe(parcel.key);
  });
});

describe('a failed request', () => {
  const failed = play([
    [0, decide(1, 2)],
    [5_000, { type: 'tick' }],
    [5_001, decide(3)],
    [5_100, { type: 'failed', key: 'key-1-2', reason: 'Unreachable.' }],
  ]);

  test('shows its suggestions again and is kept as unsent', () => {
    expect(decided(failed.outbox)).toEqual([3]);
    expect(failed.outbox.unsent).toEqual([{ key: 'key-1-2', decisions: [approval(1), approval(2)], reason: 'Unreachable.' }]);
  });

  test('is retried unchanged with its key, before later decisions', () => {
    const again = play(
      [
        [6_000, { type: 'retry' }],
        [6_001, { type: 'close' }],
      ],
      failed.outbox,
    );
    expect(again.sent).toEqual([{ key: 'key-1-2', decisions: [approval(1), approval(2)], isSealed: true }]);
    expect(idsIn(play([[6_100, answer(again.sent[0]!)]], again.outbox).sent)).toEqual([[3]]);
  });

  test('is never merged with another request, so that each key keeps its content', () => {
    const both = play(
      [
        [6_000, { type: 'leave' }],
        [6_100, { type: 'failed', key: 'key-3', reason: '' }],
        [6_200, { type: 'retry' }],
        [6_300, { type: 'leave' }],
      ],
      failed.outbox,
    );
    expect(both.sent.map(({ key, decisions }) => [key, decisions.length])).toEqual([
      ['key-3', 1],
      ['key-1-2', 2],
      ['key-3', 1],
    ]);
  });

  test('can be discarded', () => {
    const { outbox, sent } = play(
      [
        [6_000, { type: 'discard' }],
        [6_001, { type: 'retry' }],
      ],
      failed.outbox,
    );
    expect([outbox.unsent, sent]).toEqual([[], []]);
  });

  test('drops a suggestion that is decided again, and keeps the others with a new key', () => {
    const { outbox } = play([[6_000, { type: 'decide', key: 'new', decisions: [{ ...approval(1), action: 'REJECT' }] }]], failed.outbox);
    expect(outbox.unsent).toMatchObject([{ key: 'key-1-2~', decisions: [{ suggestionId: 2 }] }]);
    expect(outbox.waiting.at(-1)).toMatchObject({ key: 'new', decisions: [{ action: 'REJECT' }] });
  });
});

test('after a reload, a running request is sent again with its key, and the rest becomes unsent', () => {
  const { sending, waiting } = play([
    [0, decide(1)],
    [5_000, { type: 'tick' }],
    [5_001, decide(2)],
  ]).outbox;
  const { outbox, toSend } = resumeOutbox({ sending, left: waiting, unsent: [] });
  expect(toSend.map(({ key }) => key)).toEqual(['key-1']);
  expect([idsIn(outbox.sending), idsIn(outbox.unsent)]).toEqual([[[1]], [[2]]]);
  expect(idsIn(stepOutbox(outbox, { type: 'retry' }, 0).outbox.ready)).toEqual([[2]]);
});
