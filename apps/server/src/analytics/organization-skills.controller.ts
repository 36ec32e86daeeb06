import { Controller, Get, Query } from '@nestjs/common';
import {
  activityQuery,
  asOfQuery,
  distributionQuery,
  mismatchesQuery,
  momentumQuery,
  signalPage,
  skillDistribution,
  skillMismatches,
  skillMomentum,
  skillSummary,
  type ActivityQuery,
  type AsOfQuery,
  type DistributionQuery,
  type MismatchesQuery,
  type MomentumQuery,
} from '@skilltrace/contract';
import { admin } from '../access/rules.js';
import { ReadDatabase } from '../platform/database/read-database.js';
import { Route } from '../platform/http/route.decorator.js';
import { readActivity } from './read-activity.js';
import { readDistribution } from './read-distribution.js';
import { readMismatches } from './read-mismatches.js';
import { readMomentum } from './read-momentum.js';
import { readSummary } from './read-summary.js';
import { organization } from './signals-in-scope.js';

/** The charts of the whole organization. */
@Controller('api/organization/skills')
export class OrganizationSkillsController {
  constructor(private readonly ledger: ReadDatabase) {}

  @Get('distribution')
  @Route({ access: admin, summary: 'Distribution of signals over skills in the organization', response: skillDistribution })
  distribution(@Query({ schema: distributionQuery }) query: DistributionQuery) {
    return readDistribution(this.ledger, organization, query);
  }

  @Get('momentum')
  @Route({ access: admin, summary: 'Signals of the organization over time', response: skillMomentum })
  momentum(@Query({ schema: momentumQuery }) query: MomentumQuery) {
    return readMomentum(this.ledger, organization, query);
  }

  @Get('activity')
  @Route({ access: admin, summary: 'Signals of the organization, newest first', response: signalPage })
  activity(@Query({ schema: activityQuery }) query: ActivityQuery) {
    return readActivity(this.ledger, organization, query);
  }

  @Get('summary')
  @Route({ access: admin, summary: 'The organization’s readiness by skill', response: skillSummary })
  summary(@Query({ schema: asOfQuery }) query: AsOfQuery) {
    return readSummary(this.ledger, organization, query);
  }

  @Get('mismatches')
  @Route({ access: admin, summary: 'Mismatches between validations, signals and declared skills', response: skillMismatches })
  mismatches(@Query({ schema: mismatchesQuery }) query: MismatchesQuery) {
    return readMismatches(this.ledger, query);
  }
}
