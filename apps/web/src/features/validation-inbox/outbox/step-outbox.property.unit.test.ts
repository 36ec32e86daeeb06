import { MOST_DECISIONS } from '@skilltrace/domain/limits';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answer, approval, idsIn } from './fixtures.ts';
import { EMPTY_OUTBOX, MOST_WAITING, decisionsOf, type Decided, type Outbox, type Parcel } from './outbox.ts';
import { resumeOutbox, stepOutbox, type OutboxEvent } from './step-outbox.ts';

/** Random events caused by people, time and the network, in any order. */
const stories = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ does: fc.constant('decide' as const), many: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 450 })) }),
    },
    { weight: 2, arbitrary: fc.constant({ does: 'undo' as const }) },
    { weight: 4, arbitrary: fc.record({ does: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 7_000 }) }) },
    { weight: 4, arbitrary: fc.record({ does: fc.constant('answer' as const), refuses: fc.boolean() }) },
    { weight: 2, arbitrary: fc.constant({ does: 'fail' as const }) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        { does: 'hold' as const },
        { does: 'release' as const },
        { does: 'close' as const },
        { does: 'leave' as const },
      ),
    },
    { weight: 1, arbitrary: fc.constantFrom({ does: 'retry' as const }, { does: 'reload' as const }) },
  ),
  { maxLength: 60 },
);
type StoryEvent = (typeof stories extends fc.Arbitrary<infer Kind> ? Kind : never)[number];

/** Every second decision has a comment. */
const commentOn = (suggestionId: number): string | undefined => (suggestionId % 2 === 0 ? `Comment ${suggestionId}` : undefined);
const commented = (suggestionId: number): Decided => {
  const comment = commentOn(suggestionId);
  return { ...approval(suggestionId), ...(comment !== undefined && { comment }) };
};

function run(story: readonly StoryEvent[]) {
  let outbox: Outbox = EMPTY_OUTBOX;
  let now = 0;
  let lastId = 0;
  const ends = new Map<number, 'settled' | 'undone'>();
  const bodies = new Map<string, string>();
  /** Suggestion ids in the order in which they were first sent. */
  const firstSent: number[] = [];

  const apply = (step: { outbox: Outbox; toSend: readonly Parcel[] }) => {
    outbox = step.outbox;
    for (const { key, decisions } of step.toSend) {
      expect(decisions.length).toBeLessThanOrEqual(MOST_DECISIONS);
      const body = JSON.stringify(decisions);
      expect(bodies.get(key) ?? body, 'each key has one body').toBe(body);
      bodies.set(key, body);
      for (const { suggestionId, comment } of decisions) {
        expect(comment, 'a decision keeps its comment').toBe(commentOn(suggestionId));
        expect(ends.get(suggestionId), 'a finished decision is not sent again').toBeUndefined();
        if (!firstSent.includes(suggestionId)) firstSent.push(suggestionId);
      }
    }
    const places = idsIn([...outbox.waiting, ...outbox.ready, ...outbox.sending, ...outbox.unsent]).flat();
    expect(new Set(places).size, 'a decision is in one place at a time').toBe(places.length);
    expect(outbox.waiting.length).toBeLessThanOrEqual(MOST_WAITING);
    for (let id = 1; id <= lastId; id += 1) expect(places.includes(id) || ends.has(id), `decision ${id} is lost`).toBe(true);
  };
  const step = (outboxEvent: OutboxEvent) => apply(stepOutbox(outbox, outboxEvent, now));

  for (const event of story) {
    switch (event.does) {
      case 'decide': {
        const ids = Array.from({ length: event.many }, () => (lastId += 1));
        step({ type: 'decide', key: `key-${ids[0]}`, decisions: ids.map(commented) });
        break;
      }
      case 'undo': {
        const undone = outbox.waiting.at(-1);
        for (const { suggestionId } of undone?.decisions ?? []) ends.set(suggestionId, 'undone');
        step({ type: 'undo' });
        break;
      }
      case 'wait':
        now += event.ms;
        step({ type: 'tick' });
        break;
      case 'answer': {
        const [parcel] = outbox.sending;
        if (!parcel) break;
        const last = parcel.decisions.at(-1)!.suggestionId;
        for (const { suggestionId } of parcel.decisions) ends.set(suggestionId, 'settled');
        step(answer(parcel, event.refuses ? [{ suggestionId: last, code: 'ALREADY_PROCESSED', message: '', params: {} }] : []));
        if (event.refuses) expect(outbox.refused.at(-1)?.suggestionId).toBe(last);
        break;
      }
      case 'fail': {
        const [parcel] = outbox.sending;
        if (parcel) step({ type: 'failed', key: parcel.key, reason: '' });
        break;
      }
      case 'reload': {
        const { sending, waiting, ready, unsent } = JSON.parse(JSON.stringify(outbox)) as Outbox;
        apply(resumeOutbox({ sending, left: [...waiting, ...ready], unsent }));
        break;
      }
      default:
        step({ type: event.does });
    }
  }
  return { outbox, ends, firstSent, lastId };
}

test('every decision ends settled, undone or unsent, each key has one body, and no decision is lost', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const { outbox, ends, lastId } = run([
        ...story,
        { does: 'leave' },
        ...Array.from({ length: 400 }, () => ({ does: 'answer', refuses: false }) as const),
      ]);
      const unsent = new Set(decisionsOf(outbox.unsent).map(({ suggestionId }) => suggestionId));
      expect(decisionsOf([...outbox.waiting, ...outbox.ready, ...outbox.sending])).toEqual([]);
      for (let id = 1; id <= lastId; id += 1) expect(ends.has(id)).not.toBe(unsent.has(id));
    }),
    { numRuns: 150, examples: [[[{ does: 'decide', many: 201 }, { does: 'reload' }, { does: 'retry' }]]] },
  );
});

test('decisions are sent in the order in which they were made, unless the page was reloaded', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const { firstSent } = run([...story.filter(({ does }) => does !== 'reload'), { does: 'leave' }]);
      expect(firstSent).toEqual(firstSent.toSorted((a, b) => a - b));
    }),
    { numRuns: 150 },
  );
});
