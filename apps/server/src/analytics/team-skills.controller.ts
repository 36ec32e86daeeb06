import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  activityQuery,
  asOfQuery,
  distributionQuery,
  idPath,
  momentumQuery,
  signalPage,
  skillCoverage,
  skillDistribution,
  skillMomentum,
  skillSummary,
  type ActivityQuery,
  type AsOfQuery,
  type DistributionQuery,
  type IdPath,
  type MomentumQuery,
} from '@skilltrace/contract';
import { chartsOfTeam } from '../access/rules.js';
import { CallerOf, type Caller } from '../platform/auth/caller.js';
import { ReadDatabase } from '../platform/database/read-database.js';
import { Route } from '../platform/http/route.decorator.js';
import { readActivity } from './read-activity.js';
import { readCoverage } from './read-coverage.js';
import { readDistribution } from './read-distribution.js';
import { readMomentum } from './read-momentum.js';
import { readSummary } from './read-summary.js';

/** The charts of a project's team: its members', its Tech Lead's and admins' to see. */
@Controller('api/projects/:id/skills')
export class TeamSkillsController {
  constructor(private readonly ledger: ReadDatabase) {}

  @Get('distribution')
  @Route({ access: chartsOfTeam, summary: 'How all signals of a project’s team spread over skills', response: skillDistribution })
  distribution(@Param({ schema: idPath }) { id }: IdPath, @Query({ schema: distributionQuery }) query: DistributionQuery) {
    return readDistribution(this.ledger, { of: 'team', id }, query);
  }

  @Get('momentum')
  @Route({ access: chartsOfTeam, summary: 'All signals of a project’s team over time', response: skillMomentum })
  momentum(@Param({ schema: idPath }) { id }: IdPath, @Query({ schema: momentumQuery }) query: MomentumQuery) {
    return readMomentum(this.ledger, { of: 'team', id }, query);
  }

  @Get('activity')
  @Route({ access: chartsOfTeam, summary: 'The signals from a project, newest first', response: signalPage })
  activity(@Param({ schema: idPath }) { id }: IdPath, @Query({ schema: activityQuery }) query: ActivityQuery) {
    return readActivity(this.ledger, { of: 'team', id }, query);
  }

  @Get('summary')
  @Route({ access: chartsOfTeam, summary: 'The readiness of a project’s team by skill', response: skillSummary })
  summary(@Param({ schema: idPath }) { id }: IdPath, @Query({ schema: asOfQuery }) query: AsOfQuery) {
    return readSummary(this.ledger, { of: 'team', id }, query);
  }

  @Get('coverage')
  @Route({ access: chartsOfTeam, summary: 'What the team has done in each declared skill', response: skillCoverage })
  coverage(@Param({ schema: idPath }) { id }: IdPath, @Query({ schema: asOfQuery }) query: AsOfQuery, @CallerOf() caller: Caller) {
    return readCoverage(this.ledger, caller, id, query);
  }
}
