import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A connection on which anything can be sent, HTTP or not. */
export interface RawConnection {
  socket: Socket;
  /** Sends, as fast as the other side takes it. */
  send(data: string | Uint8Array): Promise<void>;
  /** All that has come so far. */
  received(): string;
  /** Waits for so many answers, 100 Continue among them. */
  answers(count: number): Promise<RawAnswer[]>;
  /** Waits until the other side has closed it. */
  closed: Promise<unknown>;
}

export async function openRaw(port: number, localAddress?: string): Promise<RawConnection> {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  // A refusal may well end in a reset.
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

/** Sends what is given on a connection of its own, and returns what comes until the other side closes it. */
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
