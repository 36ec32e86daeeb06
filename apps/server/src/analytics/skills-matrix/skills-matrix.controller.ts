import { Controller, Get, Query } from '@nestjs/common';
import { skillsMatrix, skillsMatrixQuery, type SkillsMatrixQuery } from '@skilltrace/contract';
import { signedIn } from '../../access/rules.js';
import { CallerOf, type Caller } from '../../platform/auth/caller.js';
import type { LaggingConnection } from '../../platform/database/connection.js';
import { ReadDatabase } from '../../platform/database/read-database.js';
import { LaggingReads } from '../../platform/http/lagging-reads.decorator.js';
import { Route } from '../../platform/http/route.decorator.js';
import { matrixCsv } from '../csv-columns.js';
import { readSkillsMatrix } from './read-skills-matrix.js';

@Controller('api/skills_matrix')
export class SkillsMatrixController {
  constructor(private readonly access: ReadDatabase) {}

  @Get()
  @Route({
    access: signedIn,
    isLarge: true,
    summary: 'People × skills: validated levels and signals of the people whose skills the caller may see',
    response: skillsMatrix,
    csv: matrixCsv,
    refuses: ['NOT_FOUND'],
  })
  read(
    @Query({ schema: skillsMatrixQuery }) query: SkillsMatrixQuery,
    @CallerOf() caller: Caller,
    @LaggingReads() ledger: LaggingConnection,
  ) {
    return readSkillsMatrix(ledger, this.access, caller, query);
  }
}
