import { Controller, Get, Query } from '@nestjs/common';
import {
  activityQuery,
  asOfQuery,
  declaredButNeverSignalledPage,
  distributionQuery,
  exercisedButUnvalidatedPage,
  mismatchPageQuery,
  mismatchesQuery,
  momentumQuery,
  signalPage,
  skillDistribution,
  skillMismatches,
  skillMomentum,
  skillSummary,
  validatedButUnexercisedPage,
  type ActivityQuery,
  type AsOfQuery,
  type DistributionQuery,
  type MismatchesQuery,
  type MismatchPageQuery,
  type MomentumQuery,
} from '@skilltrace/contract';
import { admin } from '../access/rules.js';
import type { LaggingConnection } from '../platform/database/connection.js';
import { LaggingReads } from '../platform/http/lagging-reads.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { DISTRIBUTION_COLUMNS, SIGNAL_COLUMNS, SUMMARY_COLUMNS, momentumCsv } from './csv-columns.js';
import { readActivity } from './read-activity.js';
import { readDistribution } from './read-distribution.js';
import { readDeclaredButNeverSignalled, readExercisedButUnvalidated, readValidatedButUnexercised } from './read-mismatch-pages.js';
import { readMismatches } from './read-mismatches.js';
import { readMomentum } from './read-momentum.js';
import { readSummary } from './read-summary.js';
import { organization } from './signals-in-scope.js';

const isLarge = true;

/** The charts of the whole organization. */
@Controller('api/organization/skills')
export class OrganizationSkillsController {
  @Get('distribution')
  @Route({
    access: admin,
    isLarge,
    summary: 'Distribution of signals over skills in the organization',
    response: skillDistribution,
    csv: DISTRIBUTION_COLUMNS,
  })
  distribution(@LaggingReads() ledger: LaggingConnection, @Query({ schema: distributionQuery }) query: DistributionQuery) {
    return readDistribution(ledger, organization, query);
  }

  @Get('momentum')
  @Route({ access: admin, isLarge, summary: 'Signals of the organization over time', response: skillMomentum, csv: momentumCsv })
  momentum(@LaggingReads() ledger: LaggingConnection, @Query({ schema: momentumQuery }) query: MomentumQuery) {
    return readMomentum(ledger, organization, query);
  }

  @Get('activity')
  @Route({ access: admin, isLarge, summary: 'Signals of the organization, newest first', response: signalPage, csv: SIGNAL_COLUMNS })
  activity(@LaggingReads() ledger: LaggingConnection, @Query({ schema: activityQuery }) query: ActivityQuery) {
    return readActivity(ledger, organization, query);
  }

  @Get('summary')
  @Route({ access: admin, isLarge, summary: 'The organization’s readiness by skill', response: skillSummary, csv: SUMMARY_COLUMNS })
  summary(@LaggingReads() ledger: LaggingConnection, @Query({ schema: asOfQuery }) query: AsOfQuery) {
    return readSummary(ledger, organization, query);
  }

  @Get('mismatches')
  @Route({ access: admin, isLarge, summary: 'Mismatches between validations, signals and declared skills', response: skillMismatches })
  mismatches(@LaggingReads() ledger: LaggingConnection, @Query({ schema: mismatchesQuery }) query: MismatchesQuery) {
    return readMismatches(ledger, query);
  }

  @Get('mismatches/validated_but_unexercised')
  @Route({
    access: admin,
    isLarge,
    summary: 'Validated skills without a recent signal, oldest validation first',
    response: validatedButUnexercisedPage,
    csv: ['profileId', 'profileName', 'skillId', 'skillName', 'proficiencyLevel', 'lastValidatedAt', 'lastSignalAt'],
  })
  validatedButUnexercised(@LaggingReads() ledger: LaggingConnection, @Query({ schema: mismatchPageQuery }) query: MismatchPageQuery) {
    return readValidatedButUnexercised(ledger, query);
  }

  @Get('mismatches/exercised_but_unvalidated')
  @Route({
    access: admin,
    isLarge,
    summary: 'Skills with signals but without a validated level, latest signal first',
    response: exercisedButUnvalidatedPage,
    csv: ['profileId', 'profileName', 'skillId', 'skillName', 'signals', 'lastSignalAt'],
  })
  exercisedButUnvalidated(@LaggingReads() ledger: LaggingConnection, @Query({ schema: mismatchPageQuery }) query: MismatchPageQuery) {
    return readExercisedButUnvalidated(ledger, query);
  }

  @Get('mismatches/declared_but_never_signalled')
  @Route({
    access: admin,
    isLarge,
    summary: 'Skills that an active project declares without a signal from it, by project and skill',
    response: declaredButNeverSignalledPage,
    csv: ['projectId', 'projectName', 'skillId', 'skillName'],
  })
  declaredButNeverSignalled(@LaggingReads() ledger: LaggingConnection, @Query({ schema: mismatchPageQuery }) query: MismatchPageQuery) {
    return readDeclaredButNeverSignalled(ledger, query);
  }
}
