/**
 * The milliseconds since 1970 of a date as the Date operators read it: W3C profile of ISO 8601, or seconds since 1970.
 * Undefined for everything else.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function dateValue(text: string): number | undefined {
  if (/^-?\d{5,12}$/.test(text) || text === '0') return Number(text) * 1000;
  const [, year = '', month, day, clock, zone] = isoDate.exec(text) ?? [];
  if (year === '' || (clock === undefined) !== (zone === undefined)) return undefined;
  const date = `${year}-${month ?? '01'}-${day ?? '01'}`;
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // A day that the month has not would become one of the next month.
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== date) return undefined;
  const value = Date.parse(`${date}T${clock ?? '00:00:00'}${zone ?? 'Z'}`);
  return Number.isNaN(value) ? undefined : value;
}

/** Each date, one between every two neighbours, one before and one after all, in ISO 8601; what is no date is left out. */
export function dateRepresentatives(constants: readonly string[]): string[] {
  const values = [...new Set(constants.flatMap((text) => dateValue(text) ?? []))].sort((a, b) => a - b);
  const [first] = values;
  const last = values.at(-1);
  if (first === undefined || last === undefined) return [iso(0)];
  const around = values.flatMap((value, index) => {
    const next = values[index + 1];
    // Neighbours in the same millisecond have nothing between them.
    return next === undefined || next - value < 2 ? [value] : [value, middle(value, next)];
  });
  return [first - 1000, ...around, last + 1000].map(iso);
}

const isoDate = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d))?)?)?$/;

function middle(low: number, high: number): number {
  return high - low > 1000 ? low + 1000 : low + 1;
}

function iso(value: number): string {
  const text = new Date(value).toISOString().replace('.000Z', 'Z');
  // Years of more than four digits are not in the profile.
  return /^\d{4}-/.test(text) ? text : String(Math.floor(value / 1000));
}
