import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { Admission } from './http/admission.js';
import { Config } from './config/config.js';
import { Database } from './database/database.js';
import { PrismaService } from './database/prisma.js';
import { ReadDatabase } from './database/read-database.js';
import { Standbys } from './database/standbys/standbys.js';
import { ReadYourWrites } from './http/read-your-writes.js';
import { ProblemFilter } from './http/problem.filter.js';
import { validationPipe } from './http/validation.pipe.js';
import { RunHandlers } from './run-handlers.js';
import { LoadShedding, overloadProviders } from './overload/protect.js';
import { DeleteOldKeys } from './idempotency/delete-old-keys.js';
import { RepeatedRequests } from './idempotency/repeated-requests.js';

export interface Installation {
  config: Config;
  database: Database;
  readDatabase: ReadDatabase;
  /** Not given if there are none. */
  standbys?: Standbys;
}

/** Provides the settings and connections for every module, and what every request passes through. */
@Global()
@Module({})
export class PlatformModule {
  static of({ config, database, readDatabase, standbys = new Standbys(readDatabase) }: Installation): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: Config, useValue: config },
        { provide: Database, useValue: database },
        { provide: ReadDatabase, useValue: readDatabase },
        { provide: Standbys, useValue: standbys },
        ReadYourWrites,
        PrismaService,
        DeleteOldKeys,
        Admission,
        RepeatedRequests,
        RunHandlers,
        ...overloadProviders,
        { provide: APP_PIPE, useValue: validationPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: [Config, Database, ReadDatabase, Standbys, ReadYourWrites, PrismaService, LoadShedding],
    };
  }
}
