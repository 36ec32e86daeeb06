import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { isGuessable } from './guessable-password.js';

const ADA = ['Ada Lovelace', 'ada.lovelace@analytical.example.org'];

test.each([
  'aaaaaaaaaaaa',
  'abababababab',
  '123456789012',
  '098765432109',
  'qwertyuiopas',
  'qwertyuiop123',
  'QWERTZuiop123',
  '1q2w3e4r5t6y',
  'zaq12wsxcde3',
  'passwordpassword',
  'Password1234',
  'P@ssw0rd1234',
  'P@ssw0rd1234!',
  'Password12345!',
  'Passw0rd!Passw0rd!',
  'Password2026!',
  'Summer2026!!',
  'Winter2025!!',
  'January2026!!',
  'Monday123456!',
  'Welcome123456',
  'ChangeMe12345!',
  'administrator1',
  'Admin123456!',
  'iloveyou1234',
  'Skilltrace2026',
  'sk1lltr4ce2026!',
  'letmein letmein',
  'lovelace1815',
  'Ada.Lovelace!!',
  'Lovelace2026!!',
  'analytical123',
  'Analytical2026!',
  '\uff30\uff41\uff53\uff53\uff57\uff4f\uff52\uff441234',
])('rejects %s', async (password) => expect(await isGuessable(password, ADA)).toBe(true));

test.each([
  'correct horse battery',
  'a password of mine',
  'twelve characters or more',
  'salt window paper cloud',
  'zebulon-zebulon and more',
  'the Lovelace engine hums in the night',
  'OQjTbLvo1rGgs7XY',
  'x8#kP2!mQz9w',
  '739105846217',
  'žluťoučký kůň',
  'pɐssʍoɹd ǝuo',
  '我的密码是一匹马在跑步啊',
  '正しい馬の電池ホチキス！',
  'лето шёл дождь сильно',
  'ரயில் நிலையம் அருகே',
  'קטר ישן על הגשר',
  `${'a'.repeat(100)}salt window paper cloud`,
])('accepts %s', async (password) => expect(await isGuessable(password, ADA)).toBe(false));

test('rejects a password with a name only for the person with that name', async () => {
  const password = 'Zwicklmayr.1815';
  expect(await isGuessable(password, ['Vroni Zwicklmayr', 'vroni@example.org'])).toBe(true);
  expect(await isGuessable(password, ['Grace Hopper', 'grace@example.org'])).toBe(false);
});

test('checks the longest password full of letter substitutions in less than three seconds', async () => {
  const about = Array.from({ length: 50 }, (_, at) => `word${at}`);
  await isGuessable('to load the lists', about);
  const began = performance.now();
  await isGuessable('4@8(6$1!|0+7%2'.repeat(20).slice(0, 200), about);
  expect(performance.now() - began).toBeLessThan(3_000);
});
