import { Controller, Get } from '@nestjs/common';
import { setupChecklist } from '@skilltrace/contract';
import { admin } from '../access/rules.js';
import { CallerOf, type Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { WorkOn } from '../platform/http/connection.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { readChecklist } from './read-checklist.js';

@Controller('api/installation/checklist')
export class SetupController {
  @Get()
  @Route({ access: admin, summary: 'Which steps of the setup of a new installation are done', response: setupChecklist })
  read(@CallerOf() caller: Caller, @WorkOn() connection: Connection) {
    return readChecklist(connection, caller.profileId);
  }
}
