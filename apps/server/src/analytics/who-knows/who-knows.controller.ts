import { Controller, Get, Query } from '@nestjs/common';
import { knowledgeablePersonPage, whoKnowsQuery, type WhoKnowsQuery } from '@skilltrace/contract';
import { signedIn } from '../../access/rules.js';
import { CallerOf, type Caller } from '../../platform/auth/caller.js';
import type { LaggingConnection } from '../../platform/database/connection.js';
import { ReadDatabase } from '../../platform/database/read-database.js';
import { LaggingReads } from '../../platform/http/lagging-reads.decorator.js';
import { Route } from '../../platform/http/route.decorator.js';
import { whoKnowsCsv } from '../csv-columns.js';
import { readWhoKnows } from '../read-who-knows.js';

@Controller('api/who_knows')
export class WhoKnowsController {
  constructor(private readonly access: ReadDatabase) {}

  @Get()
  @Route({
    access: signedIn,
    isLarge: true,
    summary: 'People who know several skills, with the level and the signals of each, among those whose skills the caller may see',
    response: knowledgeablePersonPage,
    csv: whoKnowsCsv,
    refuses: ['NOT_FOUND'],
  })
  list(@Query({ schema: whoKnowsQuery }) query: WhoKnowsQuery, @CallerOf() caller: Caller, @LaggingReads() ledger: LaggingConnection) {
    return readWhoKnows(ledger, this.access, caller, query);
  }
}
