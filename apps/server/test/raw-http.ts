import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A TCP connection for sending arbitrary bytes. */
export interface RawConnection {
  socket: Socket;
  /** Sends data and waits while the send buffer is full. */
  send(data: string | Uint8Array): Promise<void>;
  /** Everything received so far. */
  received(): string;
  /** Waits for this number of responses, including 100 Continue. */
  answers(count: number): Promise<RawAnswer[]>;
  /** Resolves when the connection is closed. */
  closed: Promise<unknown>;
}

export async function openRaw(port: number, localAddress?: string): Promise<RawConnection> {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  // The server may reset the connection after a rejection.
  socket.on('error', () => {});
  const closed = new Promise((resolve) => socket.once('close', resolve));
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
  });
  await Promise.race([once(socket, 'connect'), closed]);
  return {
    socket,
    closed,
    received: () => text,
    send: async (data) => {
      if (socket.destroyed || socket.write(data)) return;
      await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed]);
    },
    answers: async (count) => {
      while (parse(text).length < count && !socket.destroyed) {
        await Promise.race([new Promise((resolve) => socket.once('data', resolve)), closed]);
      }
      return parse(text);
    },
  };
}

/** Sends data on a new connection and returns all responses until the server closes it. */
export async function exchange(port: number, data: string | Uint8Array): Promise<RawAnswer[]> {
  const connection = await openRaw(port);
  await connection.send(data);
  await connection.closed;
  return parse(connection.received());
}

function parse(text: string): RawAnswer[] {
  const answers: RawAnswer[] = [];
  for (let rest = text; ;) {
    const end = rest.indexOf('\r\n\r\n');
    if (end === -1) return answers;
    const [first = '', ...lines] = rest.slice(0, end).split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    );
    const length = Number(headers['content-length'] ?? 0);
    const from = end + 4;
    if (rest.length < from + length) return answers;
    answers.push({ status: Number(first.split(' ')[1]), headers, body: rest.slice(from, from + length) });
    rest = rest.slice(from + length);
  }
}
