import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  activityQuery,
  asOfQuery,
  distributionQuery,
  idPath,
  momentumQuery,
  signalPage,
  skillDistribution,
  skillMomentum,
  skillSummary,
  type ActivityQuery,
  type AsOfQuery,
  type DistributionQuery,
  type IdPath,
  type MomentumQuery,
} from '@skilltrace/contract';
import { chartsOfPerson } from '../access/rules.js';
import { ReadDatabase } from '../platform/database/read-database.js';
import { Route } from '../platform/http/route.decorator.js';
import { readActivity } from './read-activity.js';
import { readDistribution } from './read-distribution.js';
import { readMomentum } from './read-momentum.js';
import { readSummary } from './read-summary.js';

/** The charts of one person: their own, their Tech Leads' and admins' to see. */
@Controller('api/users/:id/skills')
export class PersonSkillsController {
  constructor(private readonly ledger: ReadDatabase) {}

  @Get('distribution')
  @Route({ access: chartsOfPerson, summary: 'How a person’s signals spread over skills', response: skillDistribution })
  distribution(@Param({ schema: idPath }) { id }: IdPath, @Query({ schema: distributionQuery }) query: DistributionQuery) {
    return readDistribution(this.ledger, { of: 'person', id }, query);
  }

  @Get('momentum')
  @Route({ access: chartsOfPerson, summary: 'A person’s signals over time', response: skillMomentum })
  momentum(@Param({ schema: idPath }) { id }: IdPath, @Query({ schema: momentumQuery }) query: MomentumQuery) {
    return readMomentum(this.ledger, { of: 'person', id }, query);
  }

  @Get('activity')
  @Route({ access: chartsOfPerson, summary: 'A person’s signals, newest first', response: signalPage })
  activity(@Param({ schema: idPath }) { id }: IdPath, @Query({ schema: activityQuery }) query: ActivityQuery) {
    return readActivity(this.ledger, { of: 'person', id }, query);
  }

  @Get('summary')
  @Route({ access: chartsOfPerson, summary: 'A person’s readiness by skill', response: skillSummary })
  summary(@Param({ schema: idPath }) { id }: IdPath, @Query({ schema: asOfQuery }) query: AsOfQuery) {
    return readSummary(this.ledger, { of: 'person', id }, query);
  }
}
