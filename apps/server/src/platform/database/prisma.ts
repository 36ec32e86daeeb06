import { Inject, Injectable } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../generated/prisma/client.js';
import { Database } from './database.js';

/**
 * Prisma for what is plainly read or written row by row, outside of any transaction of ours: what locks, works on sets,
 * reports, or commits with something else takes a `Connection`. It borrows the connections of `Database`, and with them
 * the role, the limits and the UTC in which the adapter takes every time to be; its ids are bigints and its times
 * `Date`s, whatever our own parsers say. The pool is the owner's to close: `$disconnect` leaves it open.
 */
@Injectable()
export class PrismaService extends PrismaClient {
  constructor(@Inject(Database) database: Database) {
    // Minimal: the other formats capture a stack for every call, and read our sources to quote them.
    super({ adapter: new PrismaPg(database.pool), errorFormat: 'minimal' });
  }
}
