import { Controller, Get, Param, Query } from '@nestjs/common';
import { idPath, projectOfPersonPage, projectsOfPersonQuery, type IdPath, type ProjectsOfPersonQuery } from '@skilltrace/contract';
import { skillsOfPerson } from '../access/rules.js';
import { CallerOf, type Caller } from '../platform/auth/caller.js';
import type { LaggingConnection } from '../platform/database/connection.js';
import { ReadDatabase } from '../platform/database/read-database.js';
import { LaggingReads } from '../platform/http/lagging-reads.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { listedScope, sourceFor } from './person-scope.js';
import { readProjectsOfPerson } from './read-projects-of-person.js';

@Controller('api/users/:id/projects')
export class PersonProjectsController {
  constructor(private readonly access: ReadDatabase) {}

  @Get()
  @Route({
    access: skillsOfPerson,
    summary: 'Projects that a person has signals from and whose work the caller may see, latest signal first',
    response: projectOfPersonPage,
    csv: ['projectId', 'name', 'status', 'signals', 'firstSignalAt', 'lastSignalAt'],
  })
  async list(
    @Param({ schema: idPath }) { id }: IdPath,
    @Query({ schema: projectsOfPersonQuery }) query: ProjectsOfPersonQuery,
    @CallerOf() caller: Caller,
    @LaggingReads() ledger: LaggingConnection,
  ) {
    const scope = await listedScope(this.access, caller, id, undefined);
    return readProjectsOfPerson(sourceFor(scope, this.access, ledger), scope, query);
  }
}
