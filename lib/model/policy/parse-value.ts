import { hasOpaque } from '../opaque';
import { parsePattern } from './parse-pattern';
import type { Part, Pattern, Test } from './policy';
import { kept } from './share';

/**
 * One value of a condition, or why it cannot be read. Wildcards are read for `StringLike` and `ArnLike`, variables for
 * those and the string operators; the other operators have values of a fixed form.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function parseValue(text: string, test: Test, variables: boolean): Pattern | string {
  switch (test) {
    case 'StringEquals':
    case 'StringEqualsIgnoreCase':
      return parsePattern(text, { wildcards: false, variables });
    case 'StringLike':
      return parsePattern(text, { wildcards: true, variables });
    case 'ArnLike':
      return variables ? arnWithVariables(text) : arn(text);
    case 'Bool':
    case 'Null':
      return boolean(text);
    case 'IpAddress':
      return address(text);
    case 'BinaryEquals':
      return binary(text);
    case 'DateEquals':
    case 'DateLessThan':
    case 'DateLessThanEquals':
    case 'DateGreaterThan':
    case 'DateGreaterThanEquals':
      return date(text);
    default:
      return number(text);
  }
}

/** Values of a fixed form: texts for which `fits` says yes; what is known only when deployed cannot be judged. */
function fixed(what: string, fits: (text: string) => boolean): (text: string) => Pattern | string {
  return kept((text) => {
    if (hasOpaque(text)) return 'it is only known when it is deployed';
    return fits(text) ? parsePattern(text, { wildcards: false, variables: false }) : `it is not ${what}`;
  });
}

const number = fixed('a number', (text) => /^[+-]?\d+(?:\.\d+)?$/.test(text));
const boolean = fixed('true or false', (text) => text === 'true' || text === 'false');
const address = fixed('an IP address or a range of them (CIDR)', isRange);
const binary = fixed(
  'base64',
  (text) => /^(?:[\w+/]{4})*(?:[\w+/]{2}==|[\w+/]{3}=)?$/.test(text) && !text.includes('_'),
);
const date = fixed('a date of ISO 8601 or a count of seconds', isDate);
const arn = kept((text) => arnPattern(text, false));
const arnWithVariables = kept((text) => arnPattern(text, true));

function arnPattern(text: string, variables: boolean): Pattern | string {
  const pattern = parsePattern(text, { wildcards: true, variables });
  if (typeof pattern === 'string') return pattern;
  // ARNs are compared part by part, so the colons must be visible.
  const visible = pattern.parts.map(shape).join('');
  return /^(?:arn|[^:]*[*?])(?::[^:]*){4}:/s.test(visible) ? pattern : 'it is not an ARN of six parts';
}

function shape(part: Part): string {
  switch (part.kind) {
    case 'text':
      return part.text.replace(/\uE000[^\uE001]*\uE001/gu, 'o');
    case 'any':
      return '*';
    case 'one':
      return '?';
    case 'variable':
      return 'v';
  }
}

const moment = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-](\d\d):?(\d\d)))?$/;

function isDate(text: string): boolean {
  if (/^\d{5,13}$/.test(text)) return true;
  const parts = moment.exec(text);
  if (parts === null) return false;
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0, zone = 0, rest = 0] = parts
    .slice(1)
    .map((part) => Number(part) || 0);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const inDay = hours < 24 && minutes < 60 && seconds < 60 && zone < 24 && rest < 60;
  return month >= 1 && month <= 12 && day >= 1 && day <= last && inDay;
}

function isRange(text: string): boolean {
  const [address = '', length, ...rest] = text.split('/');
  if (rest.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return false;
  const most = isV4(address) ? 32 : isV6(address) ? 128 : -1;
  return Number(length ?? 0) <= most;
}

function isV4(text: string): boolean {
  const bytes = text.split('.');
  return bytes.length === 4 && bytes.every((byte) => /^(?:0|[1-9]\d{0,2})$/.test(byte) && Number(byte) < 256);
}

function isV6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const room = halves.length === 2 ? groups.length < 8 : groups.length === 8;
  return room && groups.every((group) => /^[\da-f]{1,4}$/i.test(group));
}
