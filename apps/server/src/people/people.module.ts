import { Module } from '@nestjs/common';
import { ErasureController } from './erasure.controller.js';
import { ProfilesController } from './profiles.controller.js';

@Module({ controllers: [ProfilesController, ErasureController] })
export class PeopleModule {}
