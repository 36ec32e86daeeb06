import pg from 'pg';
import type { ClientBase, PoolClient, PoolConfig } from 'pg';
import { DatabaseRefusal } from '../errors/database-refusal.js';
import type { DatabaseAddress } from './logins/database-url.js';
import { answers } from './probe.js';
import { WatchedClient } from './watched-client.js';

type WatchedPoolClient = PoolClient & WatchedClient;

/** Beyond this, waiting would only be told later what can be told at once. */
const MOST_WAITING_A_CONNECTION = 16;
const LOOK_EVERY_MS = 1_000;
/** What takes longer is looked into; a statement may take longer, as long as the database answers somebody else. */
const SUSPICIOUS_AFTER_MS = 2_000;
const TRUSTED_FOR_MS = 3_000;

type Callback = (error: Error | undefined, client: PoolClient | undefined, done: (release?: unknown) => void) => void;

export interface WatchedPoolConfig extends Omit<PoolConfig, 'onConnect' | 'connectionString'> {
  address: DatabaseAddress;
  /** Looks at each new connection before anybody gets it; a rejection ends the connection. */
  inspect: (client: ClientBase) => Promise<void>;
  onSilence?: (isSilent: boolean) => void;
}

/**
 * A pool that notices when the database falls silent: connections that still stand, to a machine or through a network that
 * is gone, and on which a statement would wait for many minutes. Where something takes long and the database does not
 * answer a fresh connection either, what waits is ended, and until it answers again everything is refused at once.
 *
 * Those who wait for a connection are limited as well: beyond that, they are refused at once.
 */
export class WatchedPool extends pg.Pool {
  private readonly clients = new Set<WatchedPoolClient>();
  /** Since when each asks for a connection or has one, oldest first. */
  private readonly underWay = new Map<object, number>();
  private readonly mostWaiting: number;
  private readonly address: DatabaseAddress;
  private readonly onSilence: (isSilent: boolean) => void;
  private isSilent = false;
  private trustedUntil = 0;
  private renewedUntil = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor({ onSilence = () => {}, address, inspect, ...config }: WatchedPoolConfig) {
    // oxlint-disable-next-line typescript/no-misused-promises -- the pool waits for it; its types do not know that
    super({ ...address, ...config, Client: WatchedClient, onConnect: (client) => this.admit(client as WatchedPoolClient, inspect) });
    this.address = address;
    this.onSilence = onSilence;
    this.mostWaiting = (config.max ?? 10) * MOST_WAITING_A_CONNECTION;
    this.on('acquire', (client) => this.begin(client));
    this.on('release', (_error, client) => this.underWay.delete(client));
    this.on('remove', (client) => this.clients.delete(client as WatchedPoolClient));
  }

  override connect(): Promise<PoolClient>;
  override connect(callback: Callback): void;
  override connect(callback?: Callback): Promise<PoolClient> | void {
    const refusal = this.refusal();
    if (refusal) {
      if (!callback) return Promise.reject(refusal);
      process.nextTick(callback, refusal, undefined, () => {});
      return;
    }
    const asking = {};
    this.begin(asking);
    if (callback) {
      super.connect((error, client, done) => {
        this.underWay.delete(asking);
        callback(error, client, done);
      });
      return;
    }
    return super.connect().finally(() => this.underWay.delete(asking));
  }

  /** Ends the connections that nobody has, once a second at most: what comes next goes over new ones. */
  renew(): void {
    const now = Date.now();
    if (now < this.renewedUntil) return;
    this.renewedUntil = now + LOOK_EVERY_MS;
    for (const client of this.clients) if (!this.underWay.has(client)) client.cutOff();
  }

  private async admit(client: WatchedPoolClient, inspect: (client: ClientBase) => Promise<void>): Promise<void> {
    this.clients.add(client);
    this.begin(client);
    // A lost connection is reported twice, by the statement that fails and by this event, which would end the process where
    // the borrower does not listen to it.
    client.on('error', () => {});
    try {
      await inspect(client);
    } catch (error) {
      this.clients.delete(client);
      this.underWay.delete(client);
      throw error;
    }
  }

  private refusal(): DatabaseRefusal | undefined {
    if (this.isSilent) return new DatabaseRefusal('silent');
    return this.waitingCount >= this.mostWaiting ? new DatabaseRefusal('busy') : undefined;
  }

  private begin(what: object): void {
    this.underWay.set(what, Date.now());
    if (this.timer || this.ending) return;
    this.timer = setTimeout(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  private async look(): Promise<void> {
    const now = Date.now();
    const [oldest = now] = this.underWay.values();
    if (this.isSilent || (now - oldest >= SUSPICIOUS_AFTER_MS && now >= this.trustedUntil)) await this.probe();
    const goOn = (this.isSilent || this.underWay.size > 0) && !this.ending;
    this.timer = goOn ? setTimeout(() => void this.look(), LOOK_EVERY_MS).unref() : undefined;
  }

  private async probe(): Promise<void> {
    const before = new Map([...this.clients].map((client) => [client, client.bytesRead]));
    const isSilent = !(await answers(this.address));
    this.trustedUntil = Date.now() + TRUSTED_FOR_MS;
    if (isSilent !== this.isSilent) this.onSilence(isSilent);
    this.isSilent = isSilent;
    if (!isSilent) return;
    for (const [client, bytes] of before) if (client.bytesRead === bytes) client.cutOff();
  }
}
