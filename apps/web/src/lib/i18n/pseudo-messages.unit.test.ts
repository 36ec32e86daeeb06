import { setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { describe, expect, test } from 'vitest';
import { ACCENTED, MIRRORED } from './locale.ts';
import { pseudoMessages } from './pseudo-messages.ts';

const show = (locale: string, message: string, values: Record<string, unknown>) => {
  const i18n = setupI18n({ locale, messages: { [locale]: pseudoMessages({ id: compileMessage(message) }, locale) } });
  return i18n._('id', values);
};

describe('a message in a pseudo-locale', () => {
  test('has accents and is 40 % longer in accented English', () => {
    expect(show(ACCENTED, 'Add skills', {})).toBe('Åððẍẍ šķîļļšẍẍẍ');
    expect(show(ACCENTED, 'Add skills', {}).length).toBeGreaterThanOrEqual('Add skills'.length * 1.4);
  });

  test('keeps values, tags and counts', () => {
    const message = '{name} has <0>{count, plural, one {# skill} other {# skills}}</0>';
    expect(show(ACCENTED, message, { name: 'Ana', count: 2 })).toBe('Ana ĥåšẍẍ <0>2 šķîļļšẍẍẍ</0>');
    expect(show(MIRRORED, message, { name: 'Ana', count: 2 })).toMatch(/^Ana [א-ת]{3} <0>\S+ [א-ת]{6}<\/0>$/);
  });
});
