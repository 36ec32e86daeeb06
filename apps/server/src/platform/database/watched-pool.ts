import pg from 'pg';
import type { ClientBase, PoolClient, PoolConfig } from 'pg';
import { DatabaseRefusal } from '../errors/database-refusal.js';
import type { DatabaseAddress } from './logins/database-url.js';
import { isDatabaseAnswering } from './probe.js';
import { UnderWay, type Begun } from './under-way.js';
import { WatchedClient } from './watched-client.js';

export type WatchedPoolClient = PoolClient & WatchedClient;

/** With more waiting requests than this, new ones would time out anyway, so they are refused immediately. */
const MOST_WAITING_A_CONNECTION = 16;
const LOOK_EVERY_MS = 1_000;
/** A longer operation triggers a probe. A statement may take longer as long as the database answers the probe. */
const SUSPICIOUS_AFTER_MS = 2_000;
const TRUSTED_FOR_MS = 3_000;

type Callback = (error: Error | undefined, client: PoolClient | undefined, done: (release?: unknown) => void) => void;

export interface WatchedPoolConfig extends Omit<PoolConfig, 'onConnect' | 'connectionString'> {
  address: DatabaseAddress;
  /** Checks each new connection before it is used. If it rejects, the connection is closed. */
  inspect: (client: ClientBase) => Promise<void>;
  onSilence?: (isSilent: boolean) => void;
}

/**
 * A pool that notices when the database stops responding: the connections are still open, but the machine or the network is gone,
 * and a statement would wait for many minutes. If an operation takes long and the database does not answer a new connection
 * either, the pool ends the waiting statements. It refuses new requests immediately until the database answers again.
 *
 * The number of requests that wait for a connection is limited too. Further requests are refused immediately.
 */
export class WatchedPool extends pg.Pool {
  private readonly clients = new Set<WatchedPoolClient>();
  private readonly underWay = new UnderWay();
  private readonly mostWaiting: number;
  private readonly address: DatabaseAddress;
  private readonly onSilence: (isSilent: boolean) => void;
  private isSilent = false;
  private trustedUntil = 0;
  private renewedUntil = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor({ onSilence = () => {}, address, inspect, ...config }: WatchedPoolConfig) {
    // oxlint-disable-next-line typescript/no-misused-promises -- the pool awaits the promise; its types do not declare that
    super({ ...address, ...config, Client: WatchedClient, onConnect: (client) => this.admit(client as WatchedPoolClient, inspect) });
    this.address = address;
    this.onSilence = onSilence;
    this.mostWaiting = (config.max ?? 10) * MOST_WAITING_A_CONNECTION;
    this.on('acquire', (client) => this.beginUse(client as WatchedPoolClient));
    this.on('release', (_error, client) => endUse(client as WatchedPoolClient));
    this.on('remove', (client) => this.clients.delete(client as WatchedPoolClient));
  }

  override connect(): Promise<WatchedPoolClient>;
  override connect(callback: Callback): void;
  override connect(callback?: Callback): Promise<WatchedPoolClient> | void {
    // Not the promise of `super.connect`, for the same reason as in `WatchedClient.run`.
    if (!callback)
      return new Promise((resolve, reject) => {
        this.connect((error, client) => (client ? resolve(client as WatchedPoolClient) : reject(error ?? new Error('No connection'))));
      });
    const refusal = this.refusal();
    if (refusal) {
      process.nextTick(callback, refusal, undefined, () => {});
      return;
    }
    const begun = this.begin();
    super.connect((error, client, done) => {
      begun.running -= 1;
      callback(error, client, done);
    });
  }

  /** Closes the idle connections, at most once per second, so that the next statements use new ones. */
  renew(): void {
    const now = Date.now();
    if (now < this.renewedUntil) return;
    this.renewedUntil = now + LOOK_EVERY_MS;
    for (const client of this.clients) if (!client.useBegun) client.cutOff();
  }

  private async admit(client: WatchedPoolClient, inspect: (client: ClientBase) => Promise<void>): Promise<void> {
    this.clients.add(client);
    this.beginUse(client);
    // A lost connection is reported twice: by the failing statement and by this event. Without a listener, the event would end
    // the process.
    client.on('error', () => {});
    try {
      await inspect(client);
    } catch (error) {
      this.clients.delete(client);
      endUse(client);
      throw error;
    }
  }

  private refusal(): DatabaseRefusal | undefined {
    if (this.isSilent) return new DatabaseRefusal('silent');
    return this.waitingCount >= this.mostWaiting ? new DatabaseRefusal('busy') : undefined;
  }

  private begin(): Begun {
    if (!this.timer && !this.ending) this.timer = setTimeout(() => void this.look(), LOOK_EVERY_MS).unref();
    return this.underWay.begin();
  }

  private beginUse(client: WatchedPoolClient): void {
    endUse(client);
    client.useBegun = this.begin();
  }

  private async look(): Promise<void> {
    const now = Date.now();
    const oldest = this.underWay.oldest();
    if (this.isSilent || (now - (oldest ?? now) >= SUSPICIOUS_AFTER_MS && now >= this.trustedUntil)) await this.probe();
    const goOn = (this.isSilent || oldest !== undefined) && !this.ending;
    this.timer = goOn ? setTimeout(() => void this.look(), LOOK_EVERY_MS).unref() : undefined;
  }

  private async probe(): Promise<void> {
    const before = new Map([...this.clients].map((client) => [client, client.bytesRead]));
    const isSilent = !(await isDatabaseAnswering(this.address));
    this.trustedUntil = Date.now() + TRUSTED_FOR_MS;
    if (isSilent !== this.isSilent) this.onSilence(isSilent);
    this.isSilent = isSilent;
    if (!isSilent) return;
    for (const [client, bytes] of before) if (client.bytesRead === bytes) client.cutOff();
  }
}

function endUse(client: WatchedPoolClient): void {
  if (client.useBegun) client.useBegun.running -= 1;
  client.useBegun = undefined;
}
