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
import { workOnProject } from '../access/rules.js';
import { CallerOf, type Caller } from '../platform/auth/caller.js';
import type { LaggingConnection } from '../platform/database/connection.js';
import { ReadDatabase } from '../platform/database/read-database.js';
import { LaggingReads } from '../platform/http/lagging-reads.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { DISTRIBUTION_COLUMNS, SIGNAL_COLUMNS, SUMMARY_COLUMNS, momentumCsv } from './csv-columns.js';
import { readActivity } from './read-activity.js';
import { readCoverage } from './read-coverage.js';
import { readDistribution } from './read-distribution.js';
import { readMomentum } from './read-momentum.js';
import { readSummary } from './read-summary.js';

/** Charts of the signals from one project, visible to its members, its Tech Lead and admins. */
@Controller('api/projects/:id/skills')
export class ProjectChartsController {
  constructor(private readonly access: ReadDatabase) {}

  @Get('distribution')
  @Route({
    access: workOnProject,
    summary: 'Distribution of the signals from a project over skills',
    response: skillDistribution,
    csv: DISTRIBUTION_COLUMNS,
  })
  distribution(
    @Param({ schema: idPath }) { id }: IdPath,
    @Query({ schema: distributionQuery }) query: DistributionQuery,
    @LaggingReads() ledger: LaggingConnection,
  ) {
    return readDistribution(ledger, { of: 'project', id }, query);
  }

  @Get('momentum')
  @Route({ access: workOnProject, summary: 'Signals from a project over time', response: skillMomentum, csv: momentumCsv })
  momentum(
    @Param({ schema: idPath }) { id }: IdPath,
    @Query({ schema: momentumQuery }) query: MomentumQuery,
    @LaggingReads() ledger: LaggingConnection,
  ) {
    return readMomentum(ledger, { of: 'project', id }, query);
  }

  @Get('activity')
  @Route({ access: workOnProject, summary: 'Signals from a project, newest first', response: signalPage, csv: SIGNAL_COLUMNS })
  activity(
    @Param({ schema: idPath }) { id }: IdPath,
    @Query({ schema: activityQuery }) query: ActivityQuery,
    @LaggingReads() ledger: LaggingConnection,
  ) {
    return readActivity(ledger, { of: 'project', id }, query);
  }

  @Get('summary')
  @Route({
    access: workOnProject,
    summary: 'Readiness by skill, based on the signals from a project',
    response: skillSummary,
    csv: SUMMARY_COLUMNS,
  })
  summary(
    @Param({ schema: idPath }) { id }: IdPath,
    @Query({ schema: asOfQuery }) query: AsOfQuery,
    @LaggingReads() ledger: LaggingConnection,
  ) {
    return readSummary(ledger, { of: 'project', id }, query);
  }

  @Get('coverage')
  @Route({
    access: workOnProject,
    summary: 'Signals from a project for each skill that it declares',
    response: skillCoverage,
    csv: ['skillId', 'name', 'category', 'peopleWithSignals', 'signals', 'lastSignalAt', 'people.name'],
  })
  coverage(
    @Param({ schema: idPath }) { id }: IdPath,
    @Query({ schema: asOfQuery }) query: AsOfQuery,
    @CallerOf() caller: Caller,
    @LaggingReads() ledger: LaggingConnection,
  ) {
    return readCoverage(ledger, this.access, caller, id, query);
  }
}
