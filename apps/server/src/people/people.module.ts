import { Module } from '@nestjs/common';
import { ErasureController } from './erasure/erasure.controller.js';
import { ProfileService } from './profile.service.js';
import { ProfilesController } from './profiles.controller.js';

@Module({ controllers: [ProfilesController, ErasureController], providers: [ProfileService] })
export class PeopleModule {}
