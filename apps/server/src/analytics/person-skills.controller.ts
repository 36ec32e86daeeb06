import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  idPath,
  personActivityQuery,
  personCalendarQuery,
  personDistributionQuery,
  personMomentumQuery,
  personSummaryQuery,
  signalPage,
  skillCalendar,
  skillDistribution,
  skillMomentum,
  skillSummary,
  type IdPath,
  type PersonActivityQuery,
  type PersonCalendarQuery,
  type PersonDistributionQuery,
  type PersonMomentumQuery,
  type PersonSummaryQuery,
} from '@skilltrace/contract';
import { skillsOfPerson } from '../access/rules.js';
import { CallerOf, type Caller } from '../platform/auth/caller.js';
import type { LaggingConnection } from '../platform/database/connection.js';
import { ReadDatabase } from '../platform/database/read-database.js';
import { LaggingReads } from '../platform/http/lagging-reads.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { DISTRIBUTION_COLUMNS, SIGNAL_COLUMNS, SUMMARY_COLUMNS, calendarCsv, momentumCsv } from './csv-columns.js';
import { countedScope, listedScope, sourceFor } from './person-scope.js';
import { readActivity } from './read-activity.js';
import { readCalendar } from './read-calendar.js';
import { readDistribution } from './read-distribution.js';
import { readMomentum } from './read-momentum.js';
import { readSummary } from './read-summary.js';

/** The charts of one person, visible to the person, Tech Leads of active projects and admins. */
@Controller('api/users/:id/skills')
export class PersonSkillsController {
  constructor(private readonly access: ReadDatabase) {}

  @Get('distribution')
  @Route({
    access: skillsOfPerson,
    summary: 'Distribution of a person’s signals over skills',
    response: skillDistribution,
    csv: DISTRIBUTION_COLUMNS,
  })
  async distribution(
    @Param({ schema: idPath }) { id }: IdPath,
    @Query({ schema: personDistributionQuery }) query: PersonDistributionQuery,
    @CallerOf() caller: Caller,
    @LaggingReads() ledger: LaggingConnection,
  ) {
    return readDistribution(ledger, await countedScope(this.access, caller, id, query.projectId), query);
  }

  @Get('momentum')
  @Route({ access: skillsOfPerson, summary: 'A person’s signals over time', response: skillMomentum, csv: momentumCsv })
  async momentum(
    @Param({ schema: idPath }) { id }: IdPath,
    @Query({ schema: personMomentumQuery }) query: PersonMomentumQuery,
    @CallerOf() caller: Caller,
    @LaggingReads() ledger: LaggingConnection,
  ) {
    return readMomentum(ledger, await countedScope(this.access, caller, id, query.projectId), query);
  }

  @Get('calendar')
  @Route({
    access: skillsOfPerson,
    summary: 'A person’s signals by local day, by default for the last 53 weeks',
    response: skillCalendar,
    csv: calendarCsv,
  })
  async calendar(
    @Param({ schema: idPath }) { id }: IdPath,
    @Query({ schema: personCalendarQuery }) query: PersonCalendarQuery,
    @CallerOf() caller: Caller,
    @LaggingReads() ledger: LaggingConnection,
  ) {
    return readCalendar(ledger, await countedScope(this.access, caller, id, query.projectId), query);
  }

  @Get('activity')
  @Route({
    access: skillsOfPerson,
    summary: 'A person’s signals from projects whose work the caller may see, newest first',
    response: signalPage,
    csv: SIGNAL_COLUMNS,
  })
  async activity(
    @Param({ schema: idPath }) { id }: IdPath,
    @Query({ schema: personActivityQuery }) query: PersonActivityQuery,
    @CallerOf() caller: Caller,
    @LaggingReads() ledger: LaggingConnection,
  ) {
    const scope = await listedScope(this.access, caller, id, query.projectId);
    return readActivity(sourceFor(scope, this.access, ledger), scope, query);
  }

  @Get('summary')
  @Route({ access: skillsOfPerson, summary: 'A person’s readiness by skill', response: skillSummary, csv: SUMMARY_COLUMNS })
  async summary(
    @Param({ schema: idPath }) { id }: IdPath,
    @Query({ schema: personSummaryQuery }) query: PersonSummaryQuery,
    @CallerOf() caller: Caller,
    @LaggingReads() ledger: LaggingConnection,
  ) {
    return readSummary(ledger, await countedScope(this.access, caller, id, query.projectId), query);
  }
}
