import { DomainError } from '../../platform/errors/domain-error.js';
import { addressKey } from '../attempts/address-key.js';

/** Each hash takes 128 MiB and one of the four threads that also do file and DNS operations. */
const MOST_SIMULTANEOUS = 2;
/** The queue takes about ten seconds on a slow machine. */
const MOST_WAITING = 50;
const MOST_REMEMBERED = 1_000;

/** The account and the client address of a hash. Turns are shared fairly between addresses and between accounts. */
export interface Party {
  email?: string;
  /** The client address. */
  address?: string;
}

interface Waiting {
  place: number;
  start: () => void;
  refuse: (error: DomainError) => void;
}

let running = 0;
/** Ordered by place. */
const waiting: Waiting[] = [];
/** The place of the hash that started last. */
let now = 0;
/** The last place that each address and each account got. */
const lastPlaces = new Map<string, number>();

/**
 * Runs a hash when it has its turn. The requests of one address or one account get consecutive places, so that a burst from one
 * address or on one account waits behind the requests of all others (start-time fair queueing).
 *
 * @throws UNAVAILABLE if too many requests wait; the request with the last place is refused
 */
export async function takeTurn<Result>(party: Party, work: () => Promise<Result>): Promise<Result> {
  const place = placeOf(party);
  if (running < MOST_SIMULTANEOUS) begin(place);
  else await wait(place);
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.start();
  }
}

function begin(place: number): void {
  running += 1;
  now = Math.max(now, place);
}

function wait(place: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const start = () => {
      begin(place);
      resolve();
    };
    const at = waiting.findIndex((other) => other.place > place);
    waiting.splice(at < 0 ? waiting.length : at, 0, { place, start, refuse: reject });
    if (waiting.length > MOST_WAITING)
      waiting.pop()?.refuse(new DomainError('UNAVAILABLE', 'Too many people are signing in right now. Try again in a few seconds.'));
  });
}

function placeOf({ email, address }: Party): number {
  const keys = [
    ...(email === undefined ? [] : [`account ${email.toLowerCase()}`]),
    ...(address === undefined ? [] : [addressKey(address)]),
  ];
  const place = Math.max(now, ...keys.map((key) => lastPlaces.get(key) ?? 0)) + 1;
  for (const key of keys) lastPlaces.set(key, place);
  if (lastPlaces.size > MOST_REMEMBERED) for (const [key, last] of lastPlaces) if (last <= now) lastPlaces.delete(key);
  return place;
}
