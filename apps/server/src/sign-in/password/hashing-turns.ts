import { DomainError } from '../../platform/errors/domain-error.js';
import { addressKey } from '../attempts/address-key.js';

/** Each takes 128 MiB and one of the four threads that files and names are looked up on as well. */
const MOST_SIMULTANEOUS = 2;
/** About ten seconds of waiting on a slow machine. */
const MOST_WAITING = 50;
const MOST_REMEMBERED = 1_000;

/** Whose password is hashed, and for whom: turns are shared fairly between addresses, and between accounts. */
export interface Party {
  email?: string;
  /** The address that the request comes from. */
  address?: string;
}

interface Waiting {
  place: number;
  start: () => void;
  refuse: (error: DomainError) => void;
}

let running = 0;
/** In the order of their places. */
const waiting: Waiting[] = [];
/** The place of what started last. */
let now = 0;
/** The last place that each address and each account was given. */
const lastPlaces = new Map<string, number>();

/**
 * Does a piece of hashing once it has its turn. Each address and each account has one place after another, so that a volley from one
 * address, or on one account, waits behind every other party that has something to do (start-time fair queueing).
 *
 * @throws UNAVAILABLE where too many wait: the one whose party asks for most is refused
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
