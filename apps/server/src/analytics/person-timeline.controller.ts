import { Controller, Get, Param, Query } from '@nestjs/common';
import { idPath, timelinePage, timelineQuery, type IdPath, type TimelineQuery } from '@skilltrace/contract';
import { skillsOfPerson } from '../access/rules.js';
import type { LaggingConnection } from '../platform/database/connection.js';
import { LaggingReads } from '../platform/http/lagging-reads.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { readTimeline } from './read-timeline.js';

@Controller('api/users/:id/timeline')
export class PersonTimelineController {
  @Get()
  @Route({
    access: skillsOfPerson,
    summary: 'Projects that a person joined, left and completed, and the changes of their validated levels, newest first',
    response: timelinePage,
  })
  timeline(
    @Param({ schema: idPath }) { id }: IdPath,
    @Query({ schema: timelineQuery }) query: TimelineQuery,
    @LaggingReads() ledger: LaggingConnection,
  ) {
    return readTimeline(ledger, id, query);
  }
}
