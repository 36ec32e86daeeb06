import { Body, Controller, Post } from '@nestjs/common';
import { directoryReport, syncDirectoryBody, type SyncDirectoryBody } from '@skilltrace/contract';
import { admin } from '../access/rules.js';
import type { Connection } from '../platform/database/connection.js';
import { WorkOn } from '../platform/http/connection.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { syncDirectory } from './sync-directory.js';

@Controller('api/directory')
export class DirectoryController {
  @Post('sync')
  @Route({
    access: admin,
    summary: 'Bring people, skills, projects and assignments in line with an organisation’s own records',
    response: directoryReport,
  })
  sync(@Body({ schema: syncDirectoryBody }) payload: SyncDirectoryBody, @WorkOn() connection: Connection) {
    return syncDirectory(connection, payload);
  }
}
