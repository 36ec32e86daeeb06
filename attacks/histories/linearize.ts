import { createHash } from 'node:crypto';
import type { Random } from '../torture/random.js';
import { canonical, Impossible, partOf, type Outcome, type State } from './model.js';

/** One effect of a request, with the time at which the request was sent and the time at which it was answered. */
export interface Step {
  what: string;
  asked: number;
  /** Infinity if no answer arrived; such a step may never have happened. */
  answered: number;
  /** The parts of the state that it may change (`partOf`). */
  touches: readonly string[];
  /** The row or the decision that this step creates. There must be as many such steps as rows (`rowsOf`). */
  makes?: string;
  /** The state after this step if it came next, or `Impossible` if its answer rules that out. */
  apply(state: State): Outcome;
}

export type Verdict =
  | { found: true; looked: number }
  | { found: false; gaveUp: boolean; looked: number; done: number; of: number; why: string[] };

// A search that takes a wrong turn early explores everything behind it. A restart with another order is usually faster.
const ATTEMPTS = [10_000, 10_000, 20_000, 20_000, 40_000, 40_000, 40_000, 400_000];
const USUAL_MS = 30;

/**
 * Searches for an order in which these steps, run one after another, give the observed answers and lead to the final state.
 * If one step was answered before another was sent, the order must keep them that way.
 */
export function linearize(steps: readonly Step[], initial: State, final: State, random: Random): Verdict {
  let verdict: Verdict = { found: false, gaveUp: true, looked: 0, done: 0, of: 0, why: [] };
  let looked = 0;
  for (const [attempt, most] of ATTEMPTS.entries()) {
    // A guess at when each step took effect: in the first attempt when it was answered, later at a random time before that.
    const guess = ({ asked, answered }: Step) =>
      asked + Math.min(answered - asked, USUAL_MS * 100, answered > 1e12 ? USUAL_MS : Infinity) * (attempt === 0 ? 1 : random.next());
    const guessed = steps.map((step) => ({ step, at: guess(step) })).toSorted((a, b) => a.at - b.at);
    verdict = search(
      guessed.map(({ step }) => step),
      { initial, final, most },
    );
    looked += verdict.looked;
    if (verdict.found || !verdict.gaveUp) break;
  }
  return { ...verdict, looked };
}

function search(inOrder: readonly Step[], { initial, final, most }: { initial: State; final: State; most: number }): Verdict {
  const wanted = canonical(final);
  const seen = new Set<string>();
  const done = new Uint8Array(inOrder.length);
  const needed = inOrder.filter(({ answered }) => answered !== Infinity).length;
  // A part of the state that no remaining step can change must equal its final value. This finds most wrong turns early.
  const left = new Map<string, number>();
  for (const { touches } of inOrder) for (const part of touches) left.set(part, (left.get(part) ?? 0) + 1);
  const wantedParts = new Map([...left.keys()].map((part) => [part, partOf(final, part)]));
  const count = ({ touches }: Step, by: number) => {
    for (const part of touches) left.set(part, (left.get(part) ?? 0) + by);
  };
  const finalMismatch = ({ touches }: Step, state: State) =>
    touches.find((part) => left.get(part) === 0 && partOf(state, part) !== wantedParts.get(part));
  let looked = 0;
  let furthest = { done: -1, why: [] as string[] };

  const candidates = (): number[] => {
    let earliestAnswer = Infinity;
    for (let place = 0; place < inOrder.length; place += 1)
      if (done[place] === 0) earliestAnswer = Math.min(earliestAnswer, inOrder[place]?.answered ?? Infinity);
    return inOrder.flatMap((step, place) => (done[place] === 0 && step.asked <= earliestAnswer ? [place] : []));
  };

  // The recursion is as deep as there are steps: hundreds.
  const explore = (state: State, doneNeeded: number): boolean => {
    looked += 1;
    const text = canonical(state);
    if (doneNeeded === needed && text === wanted) return true;
    if (looked > most) return false;
    const key = createHash('md5').update(done).update(text).digest('base64');
    if (seen.has(key)) return false;
    seen.add(key);
    const why: string[] = [];
    for (const place of candidates()) {
      const step = inOrder[place];
      if (!step) continue;
      const next = step.apply(state);
      if (next instanceof Impossible) {
        why.push(`${step.what}: ${next.why}`);
        continue;
      }
      done[place] = 1;
      count(step, -1);
      const wrong = finalMismatch(step, next);
      if (wrong === undefined && explore(next, doneNeeded + (step.answered === Infinity ? 0 : 1))) return true;
      if (wrong !== undefined)
        why.push(`${step.what}: ${wrong} would remain ${partOf(next, wrong)}, but the database has ${wantedParts.get(wrong)}`);
      done[place] = 0;
      count(step, 1);
    }
    if (doneNeeded > furthest.done)
      furthest = { done: doneNeeded, why: doneNeeded === needed ? [`the database differs: ${difference(wanted, text)}`] : why };
    return false;
  };
  if (explore(initial, 0)) return { found: true, looked };
  return { found: false, gaveUp: looked > most, looked, done: furthest.done, of: needed, why: furthest.why };
}

function difference(wanted: string, found: string): string {
  const parts = ['skills', 'projects', 'people', 'assignments', 'signals', 'validated', 'suggestions'];
  const [database, model] = [JSON.parse(wanted), JSON.parse(found)] as [unknown[][], unknown[][]];
  return parts
    .flatMap((part, index) => {
      const [there, here] = [database[index] ?? [], model[index] ?? []].map((rows) => rows.map((row) => JSON.stringify(row)));
      const only = (one: string[] = [], other: string[] = []) => one.filter((row) => !other.includes(row)).join(', ');
      const [inDatabase, inModel] = [only(there, here), only(here, there)];
      return inDatabase === '' && inModel === ''
        ? []
        : [`${part}: the database has ${inDatabase || 'less'}; the answers say ${inModel || 'less'}`];
    })
    .join('; ');
}
