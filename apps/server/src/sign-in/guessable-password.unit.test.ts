import { expect, test } from 'vitest';
import { isGuessable } from './guessable-password.js';

const ADA = ['Ada Lovelace', 'ada.lovelace@analytical.example.org'];

test.each([
  'aaaaaaaaaaaa',
  'abababababab',
  '123456789012',
  '098765432109',
  'qwertyuiopas',
  'QWERTZuiop123',
  '1q2w3e4r5t6y',
  'passwordpassword',
  'Password1234',
  'Password2026!',
  'administrator1',
  'iloveyou1234',
  'Skilltrace2026',
  'letmein letmein',
  'lovelace1815',
  'Ada.Lovelace!!',
  'Ada.Lovelace.1815',
  'analytical123',
])('%s is what anybody would try', (password) => expect(isGuessable(password, ADA)).toBe(true));

test.each([
  'correct horse battery',
  'a password of mine',
  'twelve characters or more',
  'salt window paper cloud',
  'OQjTbLvo1rGgs7XY',
  '739105846217',
  'žluťoučký kůň',
  'pɐssʍoɹd ǝuo',
  '我的密码是一匹马在跑步啊',
])('%s is not', (password) => expect(isGuessable(password, ADA)).toBe(false));

test('only of the person whom it is about', () => {
  expect(isGuessable('lovelace1815', ['Grace Hopper', 'grace@example.org'])).toBe(false);
});

test('takes no time to speak of for the longest one', () => {
  expect(
    isGuessable(
      '1q2w'.repeat(50),
      Array.from({ length: 50 }, (_, at) => `word${at}`),
    ),
  ).toBe(true);
});
