import { isIPv4, isIPv6 } from 'node:net';

/** The addresses of a block, as numbers; `wide`: of IPv6. Undefined for what is no block and no address. */
export function addressesOf(
  text: string,
): { readonly wide: boolean; readonly first: bigint; readonly last: bigint } | undefined {
  const [address = '', length, ...more] = text.split('/');
  const wide = isIPv6(address) && !address.includes('%');
  if (more.length > 0 || (!wide && !isIPv4(address))) return undefined;
  const size = wide ? 128 : 32;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return undefined;
  const free = size - Number(length ?? size);
  if (free < 0) return undefined;
  const first = ((wide ? wideNumber(address) : narrowNumber(address)) >> BigInt(free)) << BigInt(free);
  return { wide, first, last: first + (1n << BigInt(free)) - 1n };
}

function narrowNumber(address: string): bigint {
  return BigInt(
    `0x${address
      .split('.')
      .map((byte) => Number(byte).toString(16).padStart(2, '0'))
      .join('')}`,
  );
}

function wideNumber(address: string): bigint {
  const dotted = /[^:]*\.[^:]*$/.exec(address)?.[0];
  const groups = dotted === undefined ? address : address.replace(dotted, inGroups(narrowNumber(dotted)));
  const [front = [], back = []] = groups.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = new Array<string>(8 - front.length - back.length).fill('0');
  return BigInt(`0x${[...front, ...zeros, ...back].map((group) => group.padStart(4, '0')).join('')}`);
}

function inGroups(value: bigint): string {
  return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
}
