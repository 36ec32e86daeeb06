import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP load balancer in front of several servers. */
export interface LoadBalancer {
  port: number;
  close(): Promise<void>;
}

/** Connects clients to the ports in turn. A client whose server refuses the connection gets the next one. */
export async function openLoadBalancer(ports: readonly number[]): Promise<LoadBalancer> {
  const clients = new Set<Socket>();
  let turn = 0;
  const balancer = createServer((near) => {
    clients.add(near);
    near.on('error', () => {});
    near.on('close', () => clients.delete(near));
    near.pause();
    const first = turn++;
    joinFirst(
      near,
      ports.map((_, at) => ports[(first + at) % ports.length] ?? 0),
    );
  });
  balancer.listen(0, '127.0.0.1');
  await once(balancer, 'listening');
  return {
    port: (balancer.address() as AddressInfo).port,
    close: async () => {
      const closed = once(balancer, 'close');
      balancer.close();
      for (const client of clients) client.destroy();
      await closed;
    },
  };
}

function joinFirst(near: Socket, [port, ...others]: number[]): void {
  if (port === undefined) return void near.destroy();
  const far = connect(port, '127.0.0.1');
  let isConnected = false;
  far.on('connect', () => {
    isConnected = true;
    near.pipe(far).pipe(near);
  });
  far.on('error', () => {});
  far.on('close', () => (isConnected ? near.destroy() : joinFirst(near, others)));
  near.on('close', () => far.destroy());
}
