import { Body, Controller, Get, Logger, Param, Post } from '@nestjs/common';
import { erasedPerson, erasePersonBody, erasurePreview, idPath, type ErasePersonBody } from '@skilltrace/contract';
import { admin } from '../../access/rules.js';
import { CallerOf, peopleBehind, type Caller } from '../../platform/auth/caller.js';
import type { Connection } from '../../platform/database/connection.js';
import { WorkOn } from '../../platform/http/connection.decorator.js';
import { Route } from '../../platform/http/route.decorator.js';
import { remainingTextsMessage, erasePerson } from './erase-person.js';
import { readErasurePreview } from './read-erasure-preview.js';

/** People cannot erase themselves, not even with a token that they gave to another person. */
const eraser = (caller: Caller, profileId: number) => (peopleBehind(caller).includes(profileId) ? profileId : caller.profileId);

@Controller('api/profiles/:id')
export class ErasureController {
  private readonly logger = new Logger(ErasureController.name);

  @Get('erasure_preview')
  @Route({ access: admin, summary: 'Preview of what erasing a person would change', response: erasurePreview, refuses: ['NOT_FOUND'] })
  preview(@Param({ schema: idPath }) { id }: { id: number }, @CallerOf() caller: Caller, @WorkOn() connection: Connection) {
    return readErasurePreview(connection, id, eraser(caller, id));
  }

  @Post('erase')
  @Route({
    access: admin,
    summary: 'Erase a person permanently. Their signals remain and belong to a former member. A second call changes nothing',
    response: erasedPerson,
    // A second call returns the same response regardless of its key. A stored key would wait for the erasure that it belongs
    // to.
    unrepeatable: true,
    refuses: ['NOT_FOUND'],
  })
  erase(
    @Param({ schema: idPath }) { id }: { id: number },
    @Body({ schema: erasePersonBody }) { confirm }: ErasePersonBody,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
  ) {
    return erasePerson(connection, {
      profileId: id,
      confirm,
      erasedById: eraser(caller, id),
      onTextsLeft: (error) => this.logger.error(remainingTextsMessage(id, error)),
    });
  }
}
