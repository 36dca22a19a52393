import { regionJsonSchema } from './json-schema';
import { rosterColumns } from './roster-columns';

interface Row {
  readonly key: string;
  readonly type: string;
  readonly required: boolean;
  readonly text: string;
}

type Json = Readonly<Record<string, unknown>>;

/** `docs/region-file.md`: every key of the region file and every column of a roster. */
export function regionFileDocs(): string {
  const rows = walk(regionJsonSchema(), '');
  return [
    '# The region file',
    '',
    'Generated from the schema by `npm run docs`; do not edit. The same schema as JSON Schema: [region.schema.json](region.schema.json).',
    '',
    '## Keys',
    '',
    '`[]` stands for each entry of a list, `NAME` for a name that you choose. An entry of `schools` is a school or a roster; `schools` may also be one roster.',
    '',
    '| key | value | needed | meaning |',
    '|---|---|---|---|',
    ...rows.map(({ key, type, required, text }) => `| \`${key}\` | ${type} | ${required ? 'yes' : ''} | ${text} |`),
    '',
    '## Rosters',
    '',
    'A roster is a CSV file (RFC 4180, comma-separated) with a header and one school a row, in UTF-8 with or without byte',
    'order mark, or in GB 18030 with `encoding: gb18030`. An empty cell means the default. Lists in a cell are separated by',
    'blanks, `;` or `+`.',
    '',
    '| column | key of a school |',
    '|---|---|',
    ...Object.entries(rosterColumns).map(
      ([column, { path, list }]) => `| \`${column}\` | \`${path.join('.')}\`${list ? ' (list)' : ''} |`,
    ),
    '',
  ].join('\n');
}

function walk(schema: Json, prefix: string): Row[] {
  return branches(schema).flatMap((branch) => {
    if (isJson(branch.items)) return walk(branch.items, `${prefix}[]`);
    const properties = isJson(branch.properties) ? branch.properties : {};
    if (isJson(branch.additionalProperties)) return walk(branch.additionalProperties, `${prefix}.NAME`);
    const required: readonly unknown[] = Array.isArray(branch.required) ? branch.required : [];
    return Object.entries(properties).flatMap(([name, property]) => {
      if (!isJson(property)) return [];
      const key = prefix === '' ? name : `${prefix}.${name}`;
      return [
        { key, type: typeOf(property), required: required.includes(name), text: textOf(property) },
        ...walk(property, key),
      ];
    });
  });
}

function branches(schema: Json): Json[] {
  return Array.isArray(schema.anyOf) ? schema.anyOf.filter(isJson).flatMap(branches) : [schema];
}

function typeOf(schema: Json): string {
  if (schema.type === 'boolean') return '`true` `false`';
  if (typeof schema.const === 'string') return `\`${schema.const}\``;
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => `\`${String(value)}\``).join(' ');
  if (Array.isArray(schema.anyOf)) return [...new Set(schema.anyOf.filter(isJson).map(typeOf))].join(' or ');
  if (isJson(schema.items)) return `list of ${most(schema)}${typeOf(schema.items)}`;
  if (schema.type === 'integer') return `whole number, ${String(schema.minimum)}–${String(schema.maximum)}`;
  const pattern = typeof schema.pattern === 'string' ? ` \`${schema.pattern.replaceAll('|', '\\|')}\`` : '';
  return schema.type === 'object' ? 'mapping' : `text${pattern}${lengthOf(schema)}`;
}

/** How many entries a list may have, where that is said. */
function most({ maxItems }: Json): string {
  return typeof maxItems === 'number' ? `at most ${maxItems}: ` : '';
}

function lengthOf({ minLength, maxLength }: Json): string {
  const least = typeof minLength === 'number' ? minLength : 0;
  if (typeof maxLength === 'number') return `, ${least}–${maxLength} characters`;
  return least > 0 ? `, ${least} or more characters` : '';
}

function textOf(schema: Json): string {
  const text = typeof schema.description === 'string' ? schema.description : '';
  return typeof schema.default === 'string' || typeof schema.default === 'number'
    ? `${text} Default: \`${schema.default}\`.`.trim()
    : text;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
