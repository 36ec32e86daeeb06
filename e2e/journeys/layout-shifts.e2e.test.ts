import { describe, test } from 'vitest';
import type { DemoPersona } from '@skilltrace/contract';
import { expect } from '../harness/expect.js';
import { layoutShiftsOf, slowDownReads } from '../harness/layout-shifts.js';
import { setStage } from '../harness/stage.js';

const { openAs, server } = setStage();

// Browsers call up to 0.1 good.
const LIMIT = 0.02;

const PAGES: [name: string, persona: DemoPersona, path: () => Promise<string>, slow: RegExp][] = [
  ['My skills, with slow charts,', 'member', async () => '/', /distribution/],
  ['My skills, with a slow timeline,', 'member', async () => '/', /timeline/],
  ['My skills, with slow decisions,', 'member', async () => '/', /suggestions/],
  ['My skills, with a slow summary,', 'techLead', async () => '/', /summary/],
  ['My skills, without signals,', 'admin', async () => '/', /momentum/],
  ['the organization', 'admin', async () => '/organization', /momentum/],
  ['a project', 'techLead', async () => `/projects/${await ledProject()}?tab=charts`, /distribution/],
  ['the coverage of a project', 'techLead', async () => `/projects/${await ledProject()}?tab=coverage`, /coverage/],
  ['the skills matrix', 'techLead', async () => '/matrix', /skills_matrix/],
  ['freshness', 'techLead', async () => '/freshness', /freshness/],
  ['who knows', 'techLead', async () => `/who-knows?skill=${await react()}`, /who_knows/],
];

const idIn = async (statement: string) => (await server().database.query<{ id: number }>(statement))[0]?.id;
const ledProject = () =>
  idIn(
    `SELECT p.id FROM projects p JOIN profiles l ON l.id = p.tech_lead_id WHERE l.name = 'Tomás Herrera' AND p.status = 'active' LIMIT 1`,
  );
const react = () => idIn("SELECT id FROM skills WHERE skill_name = 'React'");

describe('a page whose parts arrive one after the other', () => {
  test.each(PAGES)('%s of a %s does not move while it loads', async (_name, persona, path, slow) => {
    await server().database.query(
      "INSERT INTO seen_decisions (profile_id, seen_until) SELECT id, '2020-01-01' FROM profiles ON CONFLICT DO NOTHING",
    );
    const page = await openAs(persona, { path: '/account' });
    await slowDownReads(page, slow);
    await page.goto(await path());
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(500);
    const { score, moves } = await layoutShiftsOf(page);
    expect(score, moves.join('\n')).toBeLessThan(LIMIT);
    expect(await page.evaluate(() => window.scrollY), 'scrolled').toBe(0);
  });

  test.each([/\/api\/suggestions/, /\/api\/skill_proposals/])(
    'My skills shows its charts while it repeats a failed read of %s',
    async (read) => {
      const page = await openAs('member', { path: '/account' });
      page.allowComplaints(/503/);
      // The first read fails, and the second one has no answer.
      let reads = 0;
      await page.route(read, async (route) => void ((reads += 1) === 1 && (await route.fulfill({ status: 503 }))));
      await page.goto('/');
      await expect(page.getByRole('heading', { name: 'Distribution' })).toBeVisible();
    },
  );
});
