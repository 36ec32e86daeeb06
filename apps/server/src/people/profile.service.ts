import { Injectable } from '@nestjs/common';
import type { ProfileWithSkills } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { readProfile } from './read-profile.js';

/** The page of a person, by the names of the specification; the work is done by the use case. */
@Injectable()
export class ProfileService {
  /** A person's skills in their tiers (Core Stack, Validated Inventory, pending), with the rest of the page. */
  getSkillsTiers(connection: Connection, caller: Caller, profileId: number): Promise<ProfileWithSkills> {
    return readProfile(connection, caller, profileId);
  }
}
