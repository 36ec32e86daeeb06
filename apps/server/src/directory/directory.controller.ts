import { Body, Controller, Post } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import { directoryFile, directoryReport, syncDirectoryBody, type DirectoryFile } from '@skilltrace/contract';
import { admin } from '../access/rules.js';
import { CallerOf, peopleBehind, type Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { WorkOn } from '../platform/http/connection.decorator.js';
import { inlineJsonSchema } from '../platform/http/openapi.js';
import { Route } from '../platform/http/route.decorator.js';
import { syncDirectory } from './sync-directory.js';

@Controller('api/directory')
export class DirectoryController {
  @Post('sync')
  @ApiBody({
    description: 'Invalid entries are rejected individually and the rest is imported',
    schema: inlineJsonSchema(syncDirectoryBody),
  })
  @Route({
    access: admin,
    summary: 'Import people, skills, projects and assignments from an organization’s own records',
    response: directoryReport,
  })
  sync(@Body({ schema: directoryFile }) file: DirectoryFile, @CallerOf() caller: Caller, @WorkOn() connection: Connection) {
    return syncDirectory(connection, file, { actingProfileIds: peopleBehind(caller) });
  }
}
