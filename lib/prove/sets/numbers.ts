// Numbers in policies are decimal texts; they are compared as such, so that no digit is lost.

interface Decimal {
  /** The value times 10^scale. */
  readonly units: bigint;
  readonly scale: number;
}

/** Below 0, 0 or above 0 as `a` is less than, equal to or greater than `b`; undefined unless both are numbers. */
export function compareNumber(a: string, b: string): number | undefined {
  const one = parse(a);
  const other = parse(b);
  return one && other && compare(one, other);
}

/** Each number, one between every two neighbours, one below and one above all; what is no number is left out. */
export function numberRepresentatives(constants: readonly string[]): string[] {
  const numbers = constants.flatMap((text) => parse(text) ?? []).sort(compare);
  const distinct = numbers.filter((each, index) => index === 0 || compare(each, numbers[index - 1] ?? each) !== 0);
  const [lowest] = distinct;
  const highest = distinct.at(-1);
  if (lowest === undefined || highest === undefined) return ['0'];
  const around = distinct.flatMap((each, index) => {
    const next = distinct[index + 1];
    return next === undefined ? [each] : [each, between(each, next)];
  });
  return [plus(lowest, -1n), ...around, plus(highest, 1n)].map(format);
}

function parse(text: string): Decimal | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text) ?? [];
  if (sign === undefined || whole + fraction === '') return undefined;
  const units = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

function compare(a: Decimal, b: Decimal): number {
  const difference = at(a, b.scale) - at(b, a.scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function at({ units }: Decimal, scale: number): bigint {
  return units * 10n ** BigInt(scale);
}

function between(low: Decimal, high: Decimal): Decimal {
  const scale = Math.max(low.scale, high.scale);
  const from = at(low, scale - low.scale);
  const to = at(high, scale - high.scale);
  if (to - from > 1n) return { units: from + 1n, scale };
  return { units: from * 10n + 5n, scale: scale + 1 };
}

function plus({ units, scale }: Decimal, whole: bigint): Decimal {
  return { units: units + at({ units: whole, scale: 0 }, scale), scale };
}

function format({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  const whole = digits.slice(0, digits.length - scale);
  return `${units < 0n ? '-' : ''}${whole}${scale > 0 && fraction !== '' ? `.${fraction}` : ''}`;
}
