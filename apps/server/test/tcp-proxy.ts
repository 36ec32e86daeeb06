import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP proxy between the server and its database that can simulate network failures. */
export interface TcpProxy {
  /** The given URL with the host and port of the proxy. */
  url(direct: string): string;
  /** Keeps connections open and accepts new ones, but forwards no data, as if the network cable was unplugged. */
  freeze(): void;
  /** Closes all connections and stops listening, as if the database was stopped. */
  cut(): Promise<void>;
  /** Forwards data again, including data that was held back. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

/** @param delay how many milliseconds later than its client a new connection reaches the database */
export async function openTcpProxy(target: URL, delay = 0): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  /** Sockets whose other side closed while the proxy was frozen. */
  const orphans = new Set<Socket>();
  let isFrozen = false;
  const keep = (socket: Socket, other: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      orphans.delete(socket);
      if (isFrozen) orphans.add(other);
      else other.destroy();
    });
    socket.on('data', (chunk) => other.write(chunk));
    socket.on('end', () => other.end());
    if (isFrozen) socket.pause();
  };
  const join = (near: Socket) => {
    const far = connect(Number(target.port), target.hostname);
    keep(near, far);
    keep(far, near);
  };
  const server = createServer((near) => {
    if (delay === 0) return join(near);
    near.on('error', () => {});
    setTimeout(() => join(near), delay);
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  const cut = async () => {
    const closed = server.listening ? once(server, 'close') : undefined;
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    url: (direct) => Object.assign(new URL(direct), { hostname: '127.0.0.1', port: String(port) }).href,
    freeze: () => {
      isFrozen = true;
      for (const socket of sockets) socket.pause();
    },
    cut,
    restore: async () => {
      isFrozen = false;
      if (!server.listening) await listen(port);
      for (const socket of orphans) socket.destroy();
      for (const socket of sockets) socket.resume();
    },
    close: cut,
  };
}
