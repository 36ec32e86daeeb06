import { describe, expect, it } from 'vitest';
import { signInSearch } from './sign-in.search.ts';

const OWN = 'https://skills.example.org';
const next = (text: string) => signInSearch({ next: text }, OWN).next;

describe('the address to open after signing in', () => {
  it.each(['/projects?status=active#top', '/', '/people/1'])('keeps an address of this application: %s', (address) => {
    expect(next(address)).toBe(address);
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '///evil.example',
    String.raw`/\evil.example`,
    String.raw`\\evil.example`,
    '/\t/evil.example',
    ' //evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'https://skills.example.org@evil.example/',
    'https://skills.example.org.evil.example/',
    'http://skills.example.org/',
    '/.//evil.example',
    '/..//evil.example/x',
    'https://skills.example.org//evil.example',
    String.raw`/.\\evil.example`,
    '/%2e//evil.example',
  ])('never leads to another site: %j', (address) => {
    const where = next(address);
    if (where === undefined) return;
    expect(where).toMatch(/^\/(?!\/|\\)/);
    expect(new URL(where, OWN).origin).toBe(OWN);
  });
});
