/** The part of JSON Schema that the API document uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  anyOf?: Schema[];
  enum?: unknown[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  contentSchema?: Schema;
  contentMediaType?: string;
}

const KNOWN = new Set(
  '$ref type anyOf enum format pattern minLength maxLength minimum maximum exclusiveMinimum items minItems maxItems properties required additionalProperties propertyNames contentSchema contentMediaType description title default examples const'.split(
    ' ',
  ),
);

/** Follows references to the schema itself. */
export function resolved(schema: Schema, components: Readonly<Record<string, Schema>>): Schema {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.replace('#/components/schemas/', '');
  const found = components[name];
  if (!found) throw new Error(`The document refers to ${schema.$ref}, but does not define it`);
  return resolved(found, components);
}

/** The places where a value does not match its schema; empty if it matches. Throws on a keyword that it does not know. */
export function findMismatches(value: unknown, given: Schema, components: Readonly<Record<string, Schema>>, at = '$'): string[] {
  const schema = resolved(given, components);
  const unknown = Object.keys(schema).filter((keyword) => !KNOWN.has(keyword));
  if (unknown.length > 0) throw new Error(`findMismatches() does not support ${unknown.join(', ')} at ${at}`);
  if (schema.anyOf) {
    const tried = schema.anyOf.map((option) => findMismatches(value, option, components, at));
    return tried.some((found) => found.length === 0) ? [] : (tried.find((found) => !found[0]?.startsWith(`${at}: is`)) ?? tried[0] ?? []);
  }
  if (schema.enum) return schema.enum.includes(value) ? [] : [`${at}: is not one of ${JSON.stringify(schema.enum)}`];
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => isOf(type, value)))
    return [`${at}: is not ${types.join(' or ')}: ${JSON.stringify(value)}`];
  if (typeof value === 'string') return ofText(value, schema, at);
  if (typeof value === 'number') return ofNumber(value, schema, at);
  if (Array.isArray(value)) return value.flatMap((item, index) => findMismatches(item, schema.items ?? {}, components, `${at}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  const { properties = {}, required = [], additionalProperties = true } = schema;
  return [
    ...required.filter((name) => !Object.hasOwn(value, name)).map((name) => `${at}.${name}: is missing`),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const own = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
      if (own === false) return [`${at}.${name}: is not declared`];
      return own === true || own === undefined ? [] : findMismatches(inner, own, components, `${at}.${name}`);
    }),
  ];
}

function isOf(type: string, value: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function ofText(value: string, { minLength = 0, maxLength = Infinity, pattern, format }: Schema, at: string): string[] {
  const length = [...value].length;
  if (length < minLength || length > maxLength) return [`${at}: has ${length} characters`];
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) return [`${at}: does not match ${pattern}`];
  if (format === 'date-time' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return [`${at}: is not a time in UTC: ${value}`];
  return [];
}

function ofNumber(value: number, { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity }: Schema, at: string): string[] {
  return value < minimum || value > maximum || value <= exclusiveMinimum ? [`${at}: is out of range: ${value}`] : [];
}
