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
import type { LaggingConnection } from '../platform/database/connection.js';
import { LaggingReads } from '../platform/http/lagging-reads.decorator.js';
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
  @Get('distribution')
  @Route({ access: admin, summary: 'Distribution of signals over skills in the organization', response: skillDistribution })
  distribution(@Query({ schema: distributionQuery }) query: DistributionQuery, @LaggingReads() ledger: LaggingConnection) {
    return readDistribution(ledger, organization, query);
  }

  @Get('momentum')
  @Route({ access: admin, summary: 'Signals of the organization over time', response: skillMomentum })
  momentum(@Query({ schema: momentumQuery }) query: MomentumQuery, @LaggingReads() ledger: LaggingConnection) {
    return readMomentum(ledger, organization, query);
  }

  @Get('activity')
  @Route({ access: admin, summary: 'Signals of the organization, newest first', response: signalPage })
  activity(@Query({ schema: activityQuery }) query: ActivityQuery, @LaggingReads() ledger: LaggingConnection) {
    return readActivity(ledger, organization, query);
  }

  @Get('summary')
  @Route({ access: admin, summary: 'The organization’s readiness by skill', response: skillSummary })
  summary(@Query({ schema: asOfQuery }) query: AsOfQuery, @LaggingReads() ledger: LaggingConnection) {
    return readSummary(ledger, organization, query);
  }

  @Get('mismatches')
  @Route({ access: admin, summary: 'Mismatches between validations, signals and declared skills', response: skillMismatches })
  mismatches(@Query({ schema: mismatchesQuery }) query: MismatchesQuery, @LaggingReads() ledger: LaggingConnection) {
    return readMismatches(ledger, query);
  }
}
