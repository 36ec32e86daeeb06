import type { ResolveSuggestionsResult } from '@skilltrace/contract';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { createStore, type Store } from '#lib/store.ts';
import { storeOutbox, readStoredOutbox } from './stored-outbox.ts';
import { isIdle, nextDueAt, type Outbox, type Parcel } from './outbox.ts';
import { resumeOutbox, stepOutbox, type OutboxEvent, type Step } from './step-outbox.ts';

export interface OutboxWorld {
  profileId: number;
  /** Sends a parcel with its key, even while the page closes. */
  send: (parcel: Parcel) => Promise<ResolveSuggestionsResult>;
  storage: Storage;
  /** Called after each step, to update other parts of the app. */
  onStep: (outbox: Outbox, event: OutboxEvent['type'] | 'resume') => void;
}

export interface OutboxStore extends Pick<Store<Outbox>, 'read' | 'subscribe'> {
  dispatch: (event: OutboxEvent) => void;
  /** Sends everything now. @returns a promise that resolves when every request was answered or failed */
  finish: () => Promise<void>;
}

/** Connects the outbox with the clock, the network and the storage that survives a reload. It outlives the page that shows it. */
export function createOutboxStore({ profileId, send, storage, onStep }: OutboxWorld): OutboxStore {
  /** Parcels to send, in this order. */
  const leaving: Parcel[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const first = resumeOutbox(readStoredOutbox(storage, profileId));
  const store = createStore(first.outbox);

  function take({ outbox: next, toSend }: Step, event: OutboxEvent['type'] | 'resume'): void {
    store.set(next);
    storeOutbox(storage, profileId, next);
    clearTimeout(timer);
    const dueAt = nextDueAt(next);
    if (dueAt !== undefined) timer = setTimeout(() => dispatch({ type: 'tick' }), dueAt - Date.now());
    leaving.push(...toSend);
    // Show the next suggestion first. Starting a request took 2 of the 27 ms until it was visible.
    if (event === 'decide') setTimeout(depart, 0);
    else depart();
    onStep(next, event);
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
    take(stepOutbox(store.read(), event, Date.now()), event.type);
  }

  function finish(): Promise<void> {
    dispatch({ type: 'leave' });
    return new Promise((resolve) => {
      if (isIdle(store.read())) return resolve();
      const stop = store.subscribe(() => {
        if (!isIdle(store.read())) return;
        stop();
        resolve();
      });
    });
  }

  take(first, 'resume');
  return { read: store.read, subscribe: store.subscribe, dispatch, finish };
}
