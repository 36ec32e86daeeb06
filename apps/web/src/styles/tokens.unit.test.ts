import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const [light = '', dark = ''] = css.split(":root[data-theme='dark']");
const read = (text: string) =>
  new Map([...text.matchAll(/--color-([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]));
const themes = { light: read(light), dark: read(dark) };

const PAPERS = ['canvas', 'surface', 'sunken'];
const INKS = ['ink', 'ink-muted', 'ink-faint', 'accent-ink', 'decided', 'waiting', 'failed', 'project', 'update'];
const FILLS = ['accent', 'project-fill', 'update-fill', ...Array.from({ length: 6 }, (_, index) => `series-${index + 1}`), 'series-rest'];

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

describe.each(Object.entries(themes))('the %s theme', (_, colors) => {
  const color = (name: string) => {
    const value = colors.get(name);
    if (value === undefined) throw new Error(`tokens.css has no --color-${name}`);
    return value;
  };

  test.each(INKS.flatMap((ink) => PAPERS.map((paper) => [ink, paper])))(
    'gives %s on %s a contrast of at least 4.5 : 1',
    (ink = '', paper = '') => {
      expect(contrast(color(ink), color(paper))).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each([
    ['on-accent', 'accent'],
    ['on-accent', 'accent-hover'],
    ['surface', 'failed'],
    ['surface', 'failed-hover'],
    ['accent-ink', 'accent-soft'],
    ['decided', 'decided-soft'],
    ['waiting', 'waiting-soft'],
    ['failed', 'failed-soft'],
    ['canvas', 'ink'],
  ])('gives %s on %s a contrast of at least 4.5 : 1', (ink, paper) => {
    expect(contrast(color(ink), color(paper))).toBeGreaterThanOrEqual(4.5);
  });

  test.each([...FILLS, 'line-strong'].flatMap((fill) => ['canvas', 'surface'].map((paper) => [fill, paper])))(
    'gives %s on %s a contrast of at least 3 : 1',
    (fill = '', paper = '') => {
      expect(contrast(color(fill), color(paper))).toBeGreaterThanOrEqual(3);
    },
  );
});
