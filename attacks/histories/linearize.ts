import { createHash } from 'node:crypto';
import type { Random } from '../torture/random.js';
import { canonical, Impossible, partOf, type Outcome, type State } from './model.js';

/** One thing that a request did, from when it was asked to when it was answered. */
export interface Step {
  what: string;
  asked: number;
  /** Infinity where nobody was told; such a step may also never have happened. */
  answered: number;
  /** The parts of the state that it may change (`partOf`). */
  touches: readonly string[];
  /** The row that it made, or the decision: as many such steps happened as there are such rows (`rowsOf`). */
  makes?: string;
  /** What it did if it came next, or that it cannot have come next, given its answer. */
  apply(state: State): Outcome;
}

export type Verdict =
  | { found: true; looked: number }
  | { found: false; gaveUp: boolean; looked: number; done: number; of: number; why: string[] };

// A search that took a wrong turn early looks at everything behind it; another one that begins elsewhere is done sooner.
const ATTEMPTS = [10_000, 10_000, 20_000, 20_000, 40_000, 40_000, 40_000, 400_000];
const USUAL_MS = 30;

/**
 * Looks for an order in which these steps, one after another, give the answers that they gave and leave the state that
 * stands. An order may not turn round two of which one was answered before the other was asked.
 */
export function linearize(steps: readonly Step[], initial: State, final: State, random: Random): Verdict {
  let verdict: Verdict = { found: false, gaveUp: true, looked: 0, done: 0, of: 0, why: [] };
  let looked = 0;
  for (const [attempt, most] of ATTEMPTS.entries()) {
    // When each of them took effect, as a guess: first when it was answered, then anywhere before.
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
  // What nothing is left to change has to be what stands: most wrong turns are noticed here, and not at the end.
  const left = new Map<string, number>();
  for (const { touches } of inOrder) for (const part of touches) left.set(part, (left.get(part) ?? 0) + 1);
  const wantedParts = new Map([...left.keys()].map((part) => [part, partOf(final, part)]));
  const count = ({ touches }: Step, by: number) => {
    for (const part of touches) left.set(part, (left.get(part) ?? 0) + by);
  };
  const wrongForGood = ({ touches }: Step, state: State) =>
    touches.find((part) => left.get(part) === 0 && partOf(state, part) !== wantedParts.get(part));
  let looked = 0;
  let furthest = { done: -1, why: [] as string[] };

  const candidates = (): number[] => {
    let earliestAnswer = Infinity;
    for (let place = 0; place < inOrder.length; place += 1)
      if (done[place] === 0) earliestAnswer = Math.min(earliestAnswer, inOrder[place]?.answered ?? Infinity);
    return inOrder.flatMap((step, place) => (done[place] === 0 && step.asked <= earliestAnswer ? [place] : []));
  };

  // The stack is as deep as there are steps: hundreds.
  const goOn = (state: State, doneNeeded: number): boolean => {
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
      const wrong = wrongForGood(step, next);
      if (wrong === undefined && goOn(next, doneNeeded + (step.answered === Infinity ? 0 : 1))) return true;
      if (wrong !== undefined) why.push(`${step.what}: ${wrong} would stay ${partOf(next, wrong)}, and ${wantedParts.get(wrong)} stands`);
      done[place] = 0;
      count(step, 1);
    }
    if (doneNeeded > furthest.done)
      furthest = { done: doneNeeded, why: doneNeeded === needed ? [`what stands is another: ${difference(wanted, text)}`] : why };
    return false;
  };
  if (goOn(initial, 0)) return { found: true, looked };
  return { found: false, gaveUp: looked > most, looked, done: furthest.done, of: needed, why: furthest.why };
}

function difference(wanted: string, found: string): string {
  const parts = ['skills', 'projects', 'people', 'assignments', 'signals', 'validated', 'suggestions'];
  const [stands, model] = [JSON.parse(wanted), JSON.parse(found)] as [unknown[][], unknown[][]];
  return parts
    .flatMap((part, index) => {
      const [there, here] = [stands[index] ?? [], model[index] ?? []].map((rows) => rows.map((row) => JSON.stringify(row)));
      const only = (one: string[] = [], other: string[] = []) => one.filter((row) => !other.includes(row)).join(', ');
      const [inDatabase, inModel] = [only(there, here), only(here, there)];
      return inDatabase === '' && inModel === ''
        ? []
        : [`${part}: the database has ${inDatabase || 'less'}; the answers say ${inModel || 'less'}`];
    })
    .join('; ');
}
