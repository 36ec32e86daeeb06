import { Controller, Get, Param, Query } from '@nestjs/common';
import { idPath, skillPeopleQuery, skillPersonPage, type IdPath, type SkillPeopleQuery } from '@skilltrace/contract';
import { signedIn } from '../access/rules.js';
import { CallerOf, type Caller } from '../platform/auth/caller.js';
import type { LaggingConnection } from '../platform/database/connection.js';
import { ReadDatabase } from '../platform/database/read-database.js';
import { LaggingReads } from '../platform/http/lagging-reads.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { readSkillPeople } from './read-skill-people.js';

@Controller('api/skills/:id/people')
export class SkillPeopleController {
  constructor(private readonly access: ReadDatabase) {}

  @Get()
  @Route({
    access: signedIn,
    isLarge: true,
    summary: 'People with signals or a validated level in a skill whose skills the caller may see',
    response: skillPersonPage,
    csv: ['profileId', 'name', 'title', 'signals', 'lastSignalAt', 'proficiencyLevel', 'lastValidatedAt'],
    refuses: ['NOT_FOUND'],
  })
  list(
    @Param({ schema: idPath }) { id }: IdPath,
    @Query({ schema: skillPeopleQuery }) query: SkillPeopleQuery,
    @CallerOf() caller: Caller,
    @LaggingReads() ledger: LaggingConnection,
  ) {
    return readSkillPeople(ledger, this.access, caller, id, query);
  }
}
