import { Controller, Get, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppModule } from '../../src/app.module.js';
import { open } from '../../src/access/rules.js';
import { Route } from '../../src/platform/http/route.decorator.js';
import { parseConfig } from '../../src/platform/config/config.js';
import { createApiToken } from '../../src/sign-in/tokens/api-tokens.js';
import { routesOfControllers, routesWithoutLine, routesWithoutRule } from '../access-matrix/routes-of.js';
import { MATRIX } from '../access-matrix/table.js';
import { factories } from '../factories.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

/** A controller with two mistakes: routes without an access rule, and a route without a line in the matrix. */
@Controller('api/rogue')
class RogueController {
  @Get('forgotten')
  forgotten() {
    return { secret: 'leaked' };
  }

  @Post('forgotten')
  written() {
    return { secret: 'leaked' };
  }

  @Get('unlisted')
  @Route({ access: open, summary: 'A route without a line in the matrix' })
  unlisted() {
    return {};
  }
}

@Module({ controllers: [RogueController] })
class RogueModule {}

let db: TestDatabase;
let app: NestFastifyApplication;

beforeAll(async () => {
  db = await createTestDatabase();
  const config = parseConfig({ DATABASE_URL: db.ownerUrl, SESSION_SECRET: 'x'.repeat(32) });
  const whole = AppModule.of({ config, database: db.database, readDatabase: db.readDatabase });
  app = await NestFactory.create<NestFastifyApplication>(
    { ...whole, imports: [...(whole.imports ?? []), RogueModule] },
    new FastifyAdapter({ logger: false }),
    { logger: false, bodyParser: false },
  );
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});
afterAll(async () => {
  await app.close();
  await db.drop();
});

it('a route without an access rule is forbidden for everyone, even admins', async () => {
  const { token } = await createApiToken(db.database, { name: 'x', profileId: await factories(db.database).profile({ isAdmin: true }) });
  for (const method of ['GET', 'POST'] as const)
    for (const headers of [{}, { authorization: `Bearer ${token}` }]) {
      const answer = await app.inject({ method, url: '/api/rogue/forgotten', headers });
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'FORBIDDEN']);
      expect(answer.payload).not.toContain('leaked');
    }
});

it('the matrix checks report a route without an access rule and a route without a line', () => {
  const controllers = routesOfControllers(app);
  expect(routesWithoutRule(controllers)).toEqual(['GET /api/rogue/forgotten', 'POST /api/rogue/forgotten']);
  expect(routesWithoutLine([...controllers.keys()], MATRIX)).toEqual([
    'GET /api/rogue/forgotten',
    'GET /api/rogue/unlisted',
    'POST /api/rogue/forgotten',
  ]);
});
