import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNameRemover, createJsonNameRemover, REPLACEMENT } from './names-in-text.js';

const EMAIL = 'q.w@example.org';
const removeName = (name: string, text: string, email = EMAIL) => createNameRemover({ name, email })(text) ?? text;

/** Names in the spelling of their script, each with sentences in which the name (`{}`) is not part of another word. */
const SCRIPTS: Record<string, { names: string[]; sentences: string[] }> = {
  Japanese: {
    names: ['山田 太郎', '山田太郎', 'やまだ たろう', 'ヤマダ・タロウ', '田中 マリア'],
    sentences: ['担当は{}さんです', '{}氏と{}様へ', '「{}」先生', 'レビュー:{}。'],
  },
  Chinese: {
    names: ['王小明', '欧阳娜娜', '阿卜杜拉·买买提', '陳 美玲'],
    sentences: ['请联系{}同学', '由{}和{}完成', '{}的代码', '感谢{}!'],
  },
  Korean: { names: ['김철수', '남궁 민수', '김 영희'], sentences: ['{}가 했다', '{}님과 함께', '담당: {}에게', '{}씨의 코드', '@{}께'] },
  'short Korean': { names: ['이수', '김구'], sentences: ['{}가 했다', '{}는 쉰다', '담당: {}', '{} 씨'] },
  Thai: { names: ['สมชาย ใจดี', 'กานดา'], sentences: ['คุณ{}ครับ', 'ติดต่อ{}ได้', '{}และ{}'] },
  Lao: { names: ['ບຸນມີ ສີດາ'], sentences: ['ທ່ານ{}ເຮັດ'] },
  Khmer: { names: ['សុខ វិជ្ជា'], sentences: ['លោក{}បាន'] },
  Burmese: { names: ['အောင် ကျော်'], sentences: ['ကို{}က'] },
  Latin: {
    names: ['Pia Zeller', 'Zoë Ångström', "Sinéad O'Brien", 'Anna-Lena de la Cruz', 'Nguyễn Văn Ân'],
    sentences: ['by {}.', '{}’s work', 'With ({}), {};', '_{}_', 'は{}さん', '@{}: see', '\n{}\n'],
  },
  Turkish: { names: ['İpek Işık', 'Ayşe Yılmaz'], sentences: ["{}'ın işi", '{} ile'] },
  German: { names: ['Hans Groß', 'Jürgen Weiß'], sentences: ['mit {}, {}'] },
  Greek: { names: ['Γιώργος Παπαδάς'], sentences: ['ο {} και'] },
  Cyrillic: { names: ['Олена Шевченко'], sentences: ['з {}.', '«{}»'] },
  Georgian: { names: ['ნინო ბერიძე'], sentences: ['{}, ჩვენი'] },
  Armenian: { names: ['Անի Պետրոսյան'], sentences: ['{}։'] },
  Arabic: { names: ['أحمد علي', 'محمد الفارسي'], sentences: ['مع {}.', 'و{} هنا', 'لـ{} ول{}'] },
  Hebrew: { names: ['דוד כהן'], sentences: ['עם {}.', 'ו{} כאן', 'של{} ול{}'] },
  Persian: { names: ['علی رضا\u200cزاده'], sentences: ['با {} و'] },
  Devanagari: { names: ['प्रिया शर्मा'], sentences: ['{} ने किया', '{}, आप'] },
  Tamil: { names: ['கவிதா ராமன்'], sentences: ['{} உடன்'] },
};
const cases = fc.constantFrom(
  ...Object.values(SCRIPTS).flatMap(({ names, sentences }) => names.flatMap((name) => sentences.map((sentence) => ({ name, sentence })))),
);
const isWhole = (name: string) => /[\s·・]/.test(name);

/** Spelling variants of a name. */
const spellings: Record<string, (name: string) => string> = {
  'as it is': (name) => name,
  'composed letters': (name) => name.normalize('NFC'),
  'decomposed letters': (name) => name.normalize('NFD'),
  'full width': (name) => name.replaceAll(/[!-~]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)),
  'invisible characters': (name) => [...name].join('\u2060'),
  'no-break spaces': (name) => name.replaceAll(' ', '\u00a0'),
  'line ends': (name) => name.replaceAll(' ', '\n  '),
  'two spaces': (name) => name.replaceAll(' ', '  '),
};
const inAnyCase: Record<string, (name: string) => string> = {
  'upper case': (name) => name.toUpperCase(),
  'lower case': (name) => name.toLowerCase(),
  'last word first': (name) => [name.split(' ').at(-1), ...name.split(' ').slice(0, -1)].join(' '),
  'last word first, with a comma': (name) => `${name.split(' ').at(-1)}, ${name.split(' ').slice(0, -1).join(' ')}`,
};

describe('createNameRemover finds a name', () => {
  test.each(Object.keys(SCRIPTS))('in every sentence and spelling of %s, and leaves the rest of the sentence unchanged', (script) => {
    const { names, sentences } = SCRIPTS[script] ?? { names: [], sentences: [] };
    for (const name of names)
      for (const sentence of sentences)
        for (const [spelling, spell] of Object.entries({ ...spellings, ...(isWhole(name) && !/[・·]/.test(name) ? inAnyCase : {}) })) {
          const text = sentence.replaceAll('{}', spell(name));
          const left = removeName(name, text);
          // The @ sign is replaced together with the name.
          expect(left.replaceAll(`@${REPLACEMENT}`, REPLACEMENT), `${spelling}: ${text}`).toBe(
            sentence.replaceAll('{}', REPLACEMENT).replaceAll(`@${REPLACEMENT}`, REPLACEMENT),
          );
        }
  });

  test.each([
    ['山田 太郎', '山田太郎'],
    ['山田太郎', '山田 太郎'],
    ['Yamada Taro', 'Taro Yamada'],
    ['김철수', '김 철수'],
    ['ヤマダ タロウ', 'ﾔﾏﾀﾞ ﾀﾛｳ'],
    ['Zeller, Pia', 'Pia Zeller'],
    ['Pia Zeller', 'Pia Zel-\nler'],
    ['Anna-Lena Cruz', 'Anna\u2011Lena Cruz, anna lena cruz'],
    ["Sinéad O'Brien", 'Sinéad O’Brien, SINÉAD OʼBRIEN'],
    ['Hans Groß', 'HANS GROSS'],
    ['Γιώργος Παπαδάς', 'ΓΙΩΡΓΟΣ ΠΑΠΑΔΑΣ'],
    ['Nguyễn Văn Ân', 'Văn Ân Nguyễn'],
    ['Pia Zeller', 'pia.zeller, Pia_Zeller, PIA-ZELLER'],
    ['Pia Zeller', '@pia.zeller @PiaZeller @zeller_pia'],
    ['Pia Zeller', 'pia.zeller@other.example, zeller.pia+x@mail.example.org'],
    ['Will', '@will'],
    ['True', 'True'],
  ] as const)('%s written as %s', (name, text) => {
    const left = removeName(name, text);
    for (const word of text.split(/[,\s]+/).filter((part) => part.length > 2)) expect(left).not.toContain(word);
    expect(left).toContain(REPLACEMENT);
  });

  test('by its address in any case and form, with or without a tag', () => {
    const at = (text: string) => removeName('Pia Zeller', text, 'pia@example.org');
    expect(at('pia@example.org, PIA@EXAMPLE.ORG; mailto:pia+list@example.org. ｐｉａ＠ｅｘａｍｐｌｅ．ｏｒｇ pia%40example.org')).toBe(
      `${REPLACEMENT}, ${REPLACEMENT}; mailto:${REPLACEMENT}. ${REPLACEMENT} ${REPLACEMENT}`,
    );
    expect(at('宛先はpia@example.orgです')).toBe(`宛先は${REPLACEMENT}です`);
  });
});

describe('createNameRemover leaves other words', () => {
  test.each([
    ['Pia Zeller', 'Olympia Zeller; Pia Zellerova; Pia, Zeller; PiaZeller; Pia and Zeller'],
    ['Will', 'will you? WILL, Willing, Williams, I will'],
    ['Ann Lee', 'Joann Lee; Ann Leeds; Ann! Lee-way'],
    ['이수', '이수한 과목, 필수이수, 이수증'],
    ['김구', '김구이'],
    ['王小明', '王小, 小明, 王大明'],
    ['山田 太郎', '山田、太郎；山本太郎。山田次郎'],
    ['김철수', '김철순, 김철'],
    ['สมชาย ใจดี', 'สมชาย ใจร้าย'],
    ['Олена Шевченко', 'Олена Шевченковська'],
    ['أحمد علي', 'أحمد عليوي'],
    ['X', 'X marks x'],
    ['Zoe Li', 'Zoë Li; Zoe Lï'],
  ])('(%s) in the text %s', (name, text) => {
    expect(removeName(name, text)).toBe(text);
  });

  test('in texts without any word of the name', () => {
    fc.assert(
      fc.property(
        cases,
        fc.array(fc.constantFrom('review', 'of', 'the', 'cache', '確認', '코드', 'ทดสอบ', 'тест', 'مراجعة', '🙂', '1.5', '\n'), {
          maxLength: 12,
        }),
        ({ name }, words) => {
          const text = words.join(' ');
          expect(removeName(name, text)).toBe(text);
        },
      ),
    );
  });

  test('before and after the name unchanged', () => {
    fc.assert(
      fc.property(cases, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), ({ name, sentence }, before, after) => {
        const around = (middle: string) => `${before} | ${middle} | ${after}`;
        expect(removeName(name, around(sentence.replaceAll('{}', name))).replaceAll(`@${REPLACEMENT}`, REPLACEMENT)).toBe(
          around(sentence.replaceAll('{}', REPLACEMENT)).replaceAll(`@${REPLACEMENT}`, REPLACEMENT),
        );
      }),
    );
  });
});

describe('unusual names', () => {
  const HOSTILE = [
    'true',
    'null',
    '12',
    '"quoted"',
    String.raw`\1 \\1`,
    '$& $1',
    '%s %d',
    '.*',
    '(?:',
    '[a-z]+',
    'a|b',
    '{}',
    '^$',
    '--',
    '***:x y',
    '{"a":1}',
    '&&',
    'a\\',
  ];

  test.each(HOSTILE)('the name %s is removed like any other', (name) => {
    const text = `by ${name}, done`;
    expect(removeName(name, text)).toBe(/[\p{L}\p{N}]/u.test(name) ? `by ${REPLACEMENT}, done` : removeName(name, text));
    const json = { flag: true, none: null, n: 12, big: [1e3, 0.1], text: name, [name]: { deep: [`by ${name}.`] } };
    const left = createJsonNameRemover({ name, email: EMAIL })(JSON.stringify(json)) ?? JSON.stringify(json);
    expect(JSON.parse(left)).toMatchObject({ flag: true, none: null, n: 12, big: [1000, 0.1] });
    expect(left).not.toContain(`by ${JSON.stringify(name).slice(1, -1)}.`);
  });

  test('any string as name or address leaves valid JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' }), fc.jsonValue(), (name, email, value) => {
        const json = JSON.stringify({ value, text: `${name} ${email}` });
        const left = createJsonNameRemover({ name, email })(json) ?? json;
        expect(() => JSON.parse(left)).not.toThrow();
      }),
    );
  });

  test('numbers in JSON keep every digit', () => {
    const json = '{"n": 123456789012345678901234567890.10, "who": "Pia Zeller"}';
    expect(createJsonNameRemover({ name: 'Pia Zeller', email: EMAIL })(json)).toBe(
      `{"n": 123456789012345678901234567890.10, "who": "${REPLACEMENT}"}`,
    );
  });
});
