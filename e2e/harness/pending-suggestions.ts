import type { Page } from 'playwright-core';
import type { Database } from '../../apps/server/src/platform/database/database.js';
import { factories } from '../../apps/server/test/factories.js';

/** One person's suggestions that are pending for the Tech Lead of the demo. */
export interface PendingSuggestions {
  database: Database;
  path: string;
  person: string;
  suggestionIds: number[];
}

/** Adds a person on a project of the demo's Tech Lead, with pending suggestions for skills with these names. */
export async function addPendingSuggestions(
  database: Database,
  person: string,
  skills: readonly string[],
  { source = 'SELF_REPORT', level = 'ADVANCED' } = {},
): Promise<PendingSuggestions> {
  const make = factories(database);
  const [lead] = await database.query<{ id: number }>("SELECT id FROM profiles WHERE email = 'tomas.herrera@example.org'");
  const profileId = await make.profile({ name: person });
  const projectId = await make.project({ techLeadId: lead!.id, name: `Work of ${person}` });
  await make.assignment({ profileId, projectId });
  const rows = await database.query<{ id: number }>(
    `WITH made AS (INSERT INTO skills (skill_name, category) SELECT name, 'Test' FROM unnest($1::text[]) AS name RETURNING id, skill_name)
     INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source)
     SELECT $2, id, $3, $4 FROM made ORDER BY skill_name RETURNING id`,
    [skills.map((skill) => `${person} ${skill}`), profileId, level, source],
  );
  if (source === 'SYSTEM_FLAG')
    await database.query(
      `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id)
       SELECT profile_id, skill_id, suggested_proficiency, now() - interval '430 days', $2 FROM suggestions WHERE id = ANY ($1)`,
      [rows.map(({ id }) => id), lead!.id],
    );
  return { database, path: `/inbox?project=${projectId}&person=${profileId}`, person, suggestionIds: rows.map(({ id }) => id) };
}

/** The outcomes of the suggestions in order, for example "APPROVED ADVANCED". */
export async function outcomes({ database, suggestionIds }: PendingSuggestions): Promise<string[]> {
  const rows = await database.query<{ fate: string }>(
    "SELECT concat_ws(' ', status, resolved_proficiency) AS fate FROM suggestions WHERE id = ANY ($1) ORDER BY id",
    [suggestionIds],
  );
  return rows.map(({ fate }) => fate);
}

/** The heading of the current suggestion. */
export const current = (page: Page) => page.locator('article[aria-current=true]').getByRole('heading', { level: 3 });
export const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
/** The bar with the last decision. */
export const undoBar = (page: Page) => page.getByRole('button', { name: /^Undo/ }).locator('..');

/**
 * Makes the undo window a hundred times longer, so that it does not end during a journey on a slow machine. A decision that
 * is sent in that time was therefore sent for another reason. @returns a function that restores the window
 */
export async function slowUndo(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const later = window.setTimeout;
    const { now } = Date;
    const from = now();
    Date.now = () => from + (now() - from) / 100;
    window.setTimeout = ((work: () => void, ms = 0) => later(work, ms > 4_000 && ms <= 5_000 ? ms * 100 : ms)) as typeof later;
    Object.assign(window, {
      endSlowUndo: () => {
        Date.now = now;
        window.setTimeout = later;
      },
    });
  });
  return () => page.evaluate(() => (window as unknown as { endSlowUndo: () => void }).endSlowUndo());
}
