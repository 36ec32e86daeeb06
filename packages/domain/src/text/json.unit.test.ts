import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDuplicateField, JsonTextError, parseJson, readJson } from './json.ts';

describe('JSON text', () => {
  it.each([
    '{"a":1,"a":2}',
    '{"a":1,"\\u0061":2}',
    '{"x":{"a":1},"y":[{"b":1},{"a":1,"b":2,"a":3}]}',
    '{"a" : 1, "a" : 1}',
    '{"":1,"":1}',
    '{"a\\"":1,"a\\"":1}',
  ])('with a duplicate field is rejected: %s', (text) => {
    expect(() => parseJson(text)).toThrow(JsonTextError);
  });

  it.each([
    '{"a":{"a":{"a":1}}}',
    '[{"a":1},{"a":1}]',
    '{"a":"a","b":"a"}',
    '{"a":"{\\"a\\":1,\\"a\\":2}"}',
    '{"a":["a","a"]}',
    '"a"',
    '1',
  ])('without duplicate fields is accepted: %s', (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(readJson(Buffer.from(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('with a duplicate field is rejected wherever the two fields are in the object', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (field, object, at) => {
        const members = Object.entries(object)
          .filter(([key]) => key !== field)
          .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
        const twice = [
          ...members.slice(0, at % (members.length + 1)),
          `${JSON.stringify(field)}:1`,
          ...members.slice(at % (members.length + 1)),
          `${JSON.stringify(field)}:{}`,
        ];
        expect(findDuplicateField(`{${twice.join(',')}}`)).toBe(
          field.toWellFormed() === field ? field : (JSON.parse(JSON.stringify(field)) as string),
        );
      }),
    );
  });

  it('may have a byte order mark, but must be UTF-8', () => {
    expect(readJson(Buffer.from('\ufeff{"a":1}'))).toEqual({ a: 1 });
    expect(() => readJson(Buffer.from('{"a":"Zürich"}', 'latin1'))).toThrow('must be UTF-8');
    expect(() => readJson(Buffer.from('{"a":1}', 'utf16le'))).toThrow(JsonTextError);
    // An overlong form and a surrogate, which lenient decoders accept.
    expect(() => readJson(Buffer.from([0x22, 0xc0, 0xaf, 0x22]))).toThrow('must be UTF-8');
    expect(() => readJson(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]))).toThrow('must be UTF-8');
  });
});
