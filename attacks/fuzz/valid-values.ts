import fc from 'fast-check';
import { resolved, type Schema } from '../../apps/server/test/api-document/json-schema.js';
import type { World } from './world.js';

const TIMES = ['2024-01-31T09:00:00Z', '2025-06-30T23:30:00.5+02:00', '2020-02-29T00:00:00.000Z', '2023-12-31T23:59:59.999Z'];
// Made once, because making them takes milliseconds.
const NEW_ADDRESS = fc.stringMatching(/^[a-z]{3,8}@[a-z]{3,8}\.org$/);
const WEB_ADDRESS = fc.webUrl({ validSchemes: ['https'] });

/** Values that a schema accepts. The field name selects the kind of value, for example ids of existing rows. */
export class ValidValues {
  constructor(
    private readonly components: Readonly<Record<string, Schema>>,
    private readonly world: World,
  ) {}

  /** `name` is the name of the field or parameter. For an `id` in a path, it is the path segment that says which kind of id it is. */
  of(given: Schema, name: string): fc.Arbitrary<unknown> {
    const schema = resolved(given, this.components);
    if (schema.anyOf) return fc.oneof(...schema.anyOf.map((option) => this.of(option, name)));
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const types = [schema.type ?? 'null'].flat();
    return types.length === 1
      ? this.ofType(types[0] ?? '', schema, name)
      : fc.oneof(...types.map((type) => this.ofType(type, schema, name)));
  }

  private ofType(type: string, schema: Schema, name: string): fc.Arbitrary<unknown> {
    switch (type) {
      case 'null':
        return fc.constant(null);
      case 'boolean':
        return fc.boolean();
      case 'integer':
      case 'number':
        return this.idFor(name) ?? fc.integer({ min: Math.max(schema.minimum ?? 0, (schema.exclusiveMinimum ?? -1) + 1), max: 200 });
      case 'array':
        return fc.array(this.of(schema.items ?? {}, name.replace(/s$/, '')), { minLength: schema.minItems ?? 0, maxLength: 3 });
      case 'object':
        return this.ofObject(schema);
      default:
        return this.ofText(schema, name);
    }
  }

  private ofObject({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
    const fields = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, this.of(schema, name)]));
    return fc.record(fields, { requiredKeys: required });
  }

  private ofText({ format, minLength = 0, maxLength = 100 }: Schema, name: string): fc.Arbitrary<string> {
    if (format === 'date-time') return fc.constantFrom(...TIMES);
    if (/email/i.test(name)) return fc.oneof(fc.constantFrom(...this.world.emails), NEW_ADDRESS);
    if (/url/i.test(name)) return WEB_ADDRESS;
    if (name === 'timeZone') return fc.constantFrom('UTC', 'Europe/Zurich', 'Asia/Kathmandu', 'America/St_Johns');
    if (name === 'path') return fc.constantFrom('/', '/people', '/projects/1', '/who-knows');
    if (name === 'code') return fc.constantFrom('made-up', 'x'.repeat(43));
    if (/cursor$/i.test(name)) return fc.constantFrom(...this.world.cursors);
    return fc
      .string({ unit: 'grapheme', minLength: Math.max(1, minLength), maxLength: Math.min(maxLength, Math.max(40, minLength)) })
      .map((text) =>
        text
          .replaceAll(/[\r\n\0]/g, '-')
          .padEnd(minLength, 'x')
          .slice(0, maxLength)
          .toWellFormed(),
      );
  }

  private idFor(name: string): fc.Arbitrary<number> | undefined {
    const ids = this.world.idsFor(name);
    return ids.length === 0
      ? undefined
      : fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: fc.constant(999_999_999) });
  }
}
