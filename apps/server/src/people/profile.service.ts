import { Injectable } from '@nestjs/common';
import type { ProfileWithSkills } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { readProfile } from './read-profile.js';

/** The profile service, named as in the specification. Calls the use case. */
@Injectable()
export class ProfileService {
  /** Reads a person's skills by tier (Core Stack, Validated Inventory, pending) with the rest of the profile page. */
  getSkillsTiers(connection: Connection, caller: Caller, profileId: number): Promise<ProfileWithSkills> {
    return readProfile(connection, caller, profileId);
  }
}
