import type { ResolveSuggestionsResult } from '@skilltrace/contract';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { keepOutbox, readKeptOutbox } from './kept-outbox.ts';
import { isIdle, nextDueAt, type Outbox, type Parcel } from './outbox.ts';
import { resumeOutbox, stepOutbox, type OutboxEvent, type Step } from './step-outbox.ts';

export interface OutboxWorld {
  profileId: number;
  /** Sends a parcel, under its key, also when the page is being left. */
  send: (parcel: Parcel) => Promise<ResolveSuggestionsResult>;
  storage: Storage;
  /** After each step: what is told elsewhere follows. */
  onStep: (outbox: Outbox, event: OutboxEvent['type'] | 'resume') => void;
}

export interface OutboxStore {
  read: () => Outbox;
  subscribe: (listener: () => void) => () => void;
  dispatch: (event: OutboxEvent) => void;
  /** Sends everything now. @returns a promise for when all of it has been answered, or has failed */
  finish: () => Promise<void>;
}

/** The outbox in the world: the clock, the network and what survives a reload. It outlives the page that shows it. */
export function createOutboxStore({ profileId, send, storage, onStep }: OutboxWorld): OutboxStore {
  const listeners = new Set<() => void>();
  /** To be handed to the network, in this order. */
  const leaving: Parcel[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let outbox: Outbox;

  function take({ outbox: next, toSend }: Step, event: OutboxEvent['type'] | 'resume'): void {
    outbox = next;
    keepOutbox(storage, profileId, outbox);
    clearTimeout(timer);
    const dueAt = nextDueAt(outbox);
    if (dueAt !== undefined) timer = setTimeout(() => dispatch({ type: 'tick' }), dueAt - Date.now());
    leaving.push(...toSend);
    // The next suggestion is shown first: to hand over a request took 2 of the 27 ms until it was.
    if (event === 'decide') setTimeout(depart, 0);
    else depart();
    onStep(outbox, event);
    for (const listener of listeners) listener();
  }

  function depart(): void {
    for (const parcel of leaving.splice(0)) void deliver(parcel);
  }

  async function deliver(parcel: Parcel): Promise<void> {
    const { key } = parcel;
    try {
      dispatch({ type: 'answered', key, result: await send(parcel) });
    } catch (error) {
      dispatch({ type: 'failed', key, reason: toApiProblem(error).detail });
    }
  }

  function dispatch(event: OutboxEvent): void {
    take(stepOutbox(outbox, event, Date.now()), event.type);
  }

  const store: OutboxStore = {
    read: () => outbox,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch,
    finish: () => {
      dispatch({ type: 'leave' });
      return new Promise((resolve) => {
        if (isIdle(outbox)) return resolve();
        const stop = store.subscribe(() => {
          if (!isIdle(outbox)) return;
          stop();
          resolve();
        });
      });
    },
  };
  take(resumeOutbox(readKeptOutbox(storage, profileId)), 'resume');
  return store;
}
