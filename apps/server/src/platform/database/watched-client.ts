import { Socket } from 'node:net';
import pg from 'pg';

/** A client on a socket that we made, so that we can see whether anything arrives and end a connection that does not answer. */
export class WatchedClient extends pg.Client {
  private readonly socket: Socket;

  constructor(config: pg.ClientConfig = {}) {
    const socket = new Socket();
    // A pool hides the password from copies of its settings.
    super({ ...config, password: config.password, stream: () => socket });
    this.socket = socket;
  }

  /** How many bytes the database has sent so far. */
  get bytesRead(): number {
    return this.socket.bytesRead;
  }

  /** Ends the connection immediately: `end()` would wait for an answer as well. */
  cutOff(): void {
    this.socket.destroy();
  }
}
