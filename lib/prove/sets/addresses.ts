/** Addresses with the same beginning. */
export interface AddressRange {
  /** 32 for IPv4, 128 for IPv6. */
  readonly width: 32 | 128;
  readonly first: bigint;
  readonly last: bigint;
}

/**
 * The addresses of a CIDR block, or the one address; undefined for everything else.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
export function parseCidr(text: string): AddressRange | undefined {
  const [address = '', length, ...more] = text.split('/');
  const parsed = parseAddress(address);
  if (parsed === undefined || more.length > 0 || !/^\d{1,3}$/.test(length ?? '0')) return undefined;
  const { width, value } = parsed;
  const fixed = Number(length ?? width);
  if (fixed > width) return undefined;
  const size = 1n << BigInt(width - fixed);
  const first = (value / size) * size;
  return { width, first, last: first + size - 1n };
}

/** Whether an address lies in a CIDR block; undefined when one of them is malformed. IPv4 and IPv6 never meet. */
export function addressIn(address: string, cidr: string): boolean | undefined {
  const one = parseAddress(address);
  const range = parseCidr(cidr);
  if (one === undefined || range === undefined) return undefined;
  return one.width === range.width && range.first <= one.value && one.value <= range.last;
}

/**
 * Addresses for every way in which the blocks overlap: the first and the last one of each, and those before and after it.
 * Both kinds are always there, since a block never holds addresses of the other kind. Malformed blocks are left out.
 */
export function addressRepresentatives(cidrs: readonly string[]): string[] {
  const found = new Map<string, { readonly width: 32 | 128; readonly value: bigint }>();
  const add = (width: 32 | 128, value: bigint) => {
    if (value >= 0n && value < 1n << BigInt(width)) found.set(`${width} ${value}`, { width, value });
  };
  for (const cidr of cidrs) {
    const range = parseCidr(cidr);
    if (range === undefined) continue;
    for (const value of [range.first, range.last, range.first - 1n, range.last + 1n]) add(range.width, value);
  }
  // Addresses for documentation (RFC 5737, RFC 3849) stand for a kind that no block is of.
  for (const text of ['192.0.2.1', '2001:db8::1']) {
    const address = parseAddress(text);
    if (address && ![...found.values()].some(({ width }) => width === address.width)) add(address.width, address.value);
  }
  return [...found.values()].map(({ width, value }) => (width === 32 ? formatV4(value) : formatV6(value)));
}

function parseAddress(text: string): { readonly width: 32 | 128; readonly value: bigint } | undefined {
  if (!text.includes(':')) {
    const value = parseV4(text);
    return value === undefined ? undefined : { width: 32, value };
  }
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const embedded = dotted?.[2] === undefined ? undefined : parseV4(dotted[2]);
  if (dotted && embedded === undefined) return undefined;
  const tail = embedded === undefined ? '' : `${(embedded >> 16n).toString(16)}:${(embedded & 0xffffn).toString(16)}`;
  const value = parseV6(dotted ? `${dotted[1] ?? ''}${tail}` : text);
  return value === undefined ? undefined : { width: 128, value };
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) {
    return undefined;
  }
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const [front = [], back = []] = groups;
  if (![...front, ...back].every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  const missing = 8 - front.length - back.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  return [...front, ...new Array<string>(missing).fill('0'), ...back].reduce(
    (sum, group) => (sum << 16n) | BigInt(`0x${group}`),
    0n,
  );
}

function formatV4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
}

function formatV6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  ).join(':');
  // The longest run of zero groups, at least two of them (RFC 5952).
  const runs = [...groups.matchAll(/\b0(?::0)+\b/g)].sort((a, b) => b[0].length - a[0].length);
  const [run] = runs;
  if (run === undefined) return groups;
  const head = groups.slice(0, run.index).replace(/:$/, '');
  return `${head}::${groups.slice(run.index + run[0].length).replace(/^:/, '')}`;
}
