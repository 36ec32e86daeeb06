import { Socket } from 'node:net';
import pg from 'pg';
import { NOTICE } from './ended-credentials.js';

/** A client with its own socket, so that we can see whether data arrives and close a connection that does not respond. */
export class WatchedClient extends pg.Client {
  private readonly socket: Socket;
  private hasNotice = false;

  constructor(config: pg.ClientConfig = {}) {
    const socket = new Socket();
    // The password of a pool's settings is not enumerable, so the spread does not copy it.
    super({ ...config, password: config.password, stream: () => socket });
    this.socket = socket;
    this.on('notice', ({ code }) => {
      if (code === NOTICE) this.hasNotice = true;
    });
  }

  /** Whether a statement since the last call may have ended credentials, if it is committed. */
  tookNotice(): boolean {
    const { hasNotice } = this;
    this.hasNotice = false;
    return hasNotice;
  }

  /** How many bytes the database has sent so far. */
  get bytesRead(): number {
    return this.socket.bytesRead;
  }

  /** Closes the connection immediately. `end()` would wait for an answer. */
  cutOff(): void {
    this.socket.destroy();
  }
}
