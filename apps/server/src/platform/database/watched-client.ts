import { connect, Socket } from 'node:net';
import pg from 'pg';
import { NOTICE } from './ended-credentials.js';
import type { Begun } from './under-way.js';

const CANCEL_REQUEST = 80_877_102;

/** A client with its own socket, so that we can see whether data arrives and close a connection that does not respond. */
export class WatchedClient extends pg.Client {
  private readonly socket: Socket;
  private hasNotice = false;
  /** Set while someone uses the client. */
  useBegun: Begun | undefined;

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

  /**
   * Asks PostgreSQL to cancel the statement of this connection, if one is running. The request takes a connection of its own and may
   * arrive late, so this connection must not be used for other work afterwards. It is not encrypted: all that its key allows is to
   * cancel statements of this connection.
   */
  cancelStatement(): void {
    // The driver received the key of the connection, but its types omit it.
    const { processID, secretKey } = this as unknown as { processID: number; secretKey: number };
    const request = Buffer.alloc(16);
    [request.length, CANCEL_REQUEST, processID, secretKey].forEach((part, index) => request.writeInt32BE(part, index * 4));
    const { host, port } = this;
    const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    socket.on('error', () => {});
    socket.end(request);
  }

  /** Closes the connection immediately. `end()` would wait for an answer. */
  cutOff(): void {
    this.socket.destroy();
  }
}
