import { connect, Socket } from 'node:net';
import type { Writable } from 'node:stream';
import pg, { type QueryConfig, type QueryResultRow } from 'pg';
import { NOTICE } from './ended-credentials.js';
import type { Begun } from './under-way.js';

const CANCEL_REQUEST = 80_877_102;

/** A client with its own socket, so that we can see whether data arrives and close a connection that does not respond. */
export class WatchedClient extends pg.Client {
  private readonly socket: Socket;
  private hasNotice = false;
  private isCollecting = false;
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

  /**
   * Runs a statement. Code that runs often must not await the driver's own `query`: its promises keep the results of later statements in memory until the
   * next full garbage collection, so each minor one copies them, in pauses of 10 ms.
   */
  async run<Row extends QueryResultRow>(statement: QueryConfig): Promise<Row[]> {
    try {
      return await new Promise<Row[]>((resolve, reject) => {
        this.query<Row>(statement, (error: Error | null, result) => {
          if (error) reject(error);
          else resolve(result.rows);
        });
      });
    } catch (error) {
      // The stack of the code that sent the statement, and not that of the socket.
      if (error instanceof Error) Error.captureStackTrace(error);
      throw error;
    }
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

  /** Sends the statements of this turn of the event loop in one packet. */
  sendTogether(): void {
    if (this.isCollecting) return;
    this.isCollecting = true;
    // With TLS, this is another stream than the socket. The driver's types omit it.
    const { stream } = (this as unknown as { connection: { stream: Writable } }).connection;
    stream.cork();
    setImmediate(() => {
      this.isCollecting = false;
      stream.uncork();
    });
  }

  /** Closes the connection immediately. `end()` would wait for an answer. */
  cutOff(): void {
    this.socket.destroy();
  }
}
