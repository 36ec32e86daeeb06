import { Inject, Injectable } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../generated/prisma/client.js';
import { Database } from './database.js';

/**
 * Prisma for simple reads and writes of rows outside of our transactions. Code that locks rows, works on sets, writes reports or
 * must commit together with other changes uses a `Connection` instead. Prisma borrows the connections of `Database`, and with them
 * the role, the limits and the UTC time zone that its adapter assumes. Its ids are bigints and its times are `Date`s, regardless
 * of our own parsers. `$disconnect` does not close the pool.
 */
@Injectable()
export class PrismaService extends PrismaClient {
  /** The maximum number of connections that it can have at the same time, together with all other users of the pool. */
  readonly mostConnections: number;

  constructor(@Inject(Database) database: Database) {
    // The other formats capture a stack for every call and read our source files to quote them.
    super({ adapter: new PrismaPg(database.pool), errorFormat: 'minimal' });
    this.mostConnections = database.pool.options.max;
  }
}
