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
import { chartsOfPerson } from '../access/rules.js';
import { ReadDatabase } from '../platform/database/read-database.js';
import { Route } from '../platform/http/route.decorator.js';
import { personScope } from './person-scope.js';
import { readActivity } from './read-activity.js';
import { readCalendar } from './read-calendar.js';
import { readDistribution } from './read-distribution.js';
import { readMomentum } from './read-momentum.js';
import { readSummary } from './read-summary.js';

/** The charts of one person: their own, their Tech Leads' and admins' to see. */
@Controller('api/users/:id/skills')
export class PersonSkillsController {
  constructor(private readonly ledger: ReadDatabase) {}

  @Get('distribution')
  @Route({ access: chartsOfPerson, summary: 'How a person’s signals spread over skills', response: skillDistribution })
  async distribution(
    @Param({ schema: idPath }) { id }: IdPath,
    @Query({ schema: personDistributionQuery }) query: PersonDistributionQuery,
  ) {
    return readDistribution(this.ledger, await personScope(this.ledger, id, query.projectId), query);
  }

  @Get('momentum')
  @Route({ access: chartsOfPerson, summary: 'A person’s signals over time', response: skillMomentum })
  async momentum(@Param({ schema: idPath }) { id }: IdPath, @Query({ schema: personMomentumQuery }) query: PersonMomentumQuery) {
    return readMomentum(this.ledger, await personScope(this.ledger, id, query.projectId), query);
  }

  @Get('calendar')
  @Route({ access: chartsOfPerson, summary: 'A person’s signals by local day, the last 53 weeks unless told', response: skillCalendar })
  async calendar(@Param({ schema: idPath }) { id }: IdPath, @Query({ schema: personCalendarQuery }) query: PersonCalendarQuery) {
    return readCalendar(this.ledger, await personScope(this.ledger, id, query.projectId), query);
  }

  @Get('activity')
  @Route({ access: chartsOfPerson, summary: 'A person’s signals, newest first', response: signalPage })
  async activity(@Param({ schema: idPath }) { id }: IdPath, @Query({ schema: personActivityQuery }) query: PersonActivityQuery) {
    return readActivity(this.ledger, await personScope(this.ledger, id, query.projectId), query);
  }

  @Get('summary')
  @Route({ access: chartsOfPerson, summary: 'A person’s readiness by skill', response: skillSummary })
  async summary(@Param({ schema: idPath }) { id }: IdPath, @Query({ schema: personSummaryQuery }) query: PersonSummaryQuery) {
    return readSummary(this.ledger, await personScope(this.ledger, id, query.projectId), query);
  }
}
