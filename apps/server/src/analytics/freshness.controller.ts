import { Controller, Get, Query } from '@nestjs/common';
import {
  agingSkillPage,
  freshnessQuery,
  projectFreshnessPage,
  projectFreshnessQuery,
  type FreshnessQuery,
  type ProjectFreshnessQuery,
} from '@skilltrace/contract';
import { skillsOfEveryone } from '../access/rules.js';
import type { LaggingConnection } from '../platform/database/connection.js';
import { LaggingReads } from '../platform/http/lagging-reads.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { readFreshness } from './read-freshness.js';
import { readProjectFreshness } from './read-project-freshness.js';

/** What is stale or goes stale in the Core Stack. A read for those who ask; nothing is sent to anyone. */
@Controller('api/freshness')
export class FreshnessController {
  @Get()
  @Route({
    access: skillsOfEveryone,
    isLarge: true,
    summary: 'Validated levels in the Core Stack that are stale or go stale soon, oldest validation first',
    response: agingSkillPage,
    csv: [
      'profileId',
      'profileName',
      'skillId',
      'skillName',
      'proficiencyLevel',
      'lastValidatedAt',
      'freshUntil',
      'isStale',
      'projects.name',
      'projects.techLead.name',
    ],
  })
  list(@LaggingReads() ledger: LaggingConnection, @Query({ schema: freshnessQuery }) query: FreshnessQuery) {
    return readFreshness(ledger, query);
  }

  @Get('projects')
  @Route({
    access: skillsOfEveryone,
    isLarge: true,
    summary: 'Active projects whose Core Stack is stale or goes stale in 90 days, most stale levels first',
    response: projectFreshnessPage,
    csv: ['projectId', 'projectName', 'techLead.id', 'techLead.name', 'coreStack', 'stale', 'within30Days', 'within60Days', 'within90Days'],
  })
  projects(@LaggingReads() ledger: LaggingConnection, @Query({ schema: projectFreshnessQuery }) query: ProjectFreshnessQuery) {
    return readProjectFreshness(ledger, query);
  }
}
