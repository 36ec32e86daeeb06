import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A network between the server and its database that can be taken away. */
export interface TcpProxy {
  /** The URL that leads through here. */
  url(direct: string): string;
  /** Connections stand and can be made, and not a byte comes through: as when a machine or a cable is gone. */
  freeze(): void;
  /** Nothing listens, and what stood is cut: as when the database is stopped. */
  cut(): Promise<void>;
  /** Everything comes through again, what was held back as well. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

export async function openTcpProxy(target: URL): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  /** Whose other end went while nothing came through. */
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
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    keep(near, far);
    keep(far, near);
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
