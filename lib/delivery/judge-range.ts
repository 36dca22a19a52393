import { issue, type Issue } from '../errors';

/** Ranges in which no viewer stands, as the edge sees it: RFC 1918, RFC 6598, loopback, link-local. */
const inner: readonly (readonly [string, number])[] = [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
];

/**
 * What is wrong with a range of addresses that a signature is bound to: IPv4 in CIDR notation, since policies take no IPv6.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html
 */
export function judgeRange(range: string): readonly Issue[] {
  const problem = (message: string, fix: string): Issue[] => [
    issue('EDU580', message, { found: range, allowed: 'an IPv4 range in CIDR notation, such as 203.0.113.0/24', fix }),
  ];
  const [, address = '', bits = ''] = /^(\d+\.\d+\.\d+\.\d+)(?:\/(\d{1,2}))?$/.exec(range) ?? [];
  const number = numberOf(address);
  if (number === undefined) {
    return range.includes(':')
      ? problem('policies of signatures take no IPv6', 'leave out `--ip`, or bind to the IPv4 range of the school')
      : problem('`--ip` is no range of addresses', 'write the range from which the recipient comes');
  }
  if (bits === '') return problem('`--ip` names no range', `for one address write ${address}/32`);
  const size = Number(bits);
  if (size > 32 || (bits.length > 1 && bits.startsWith('0'))) {
    return problem('`--ip` has a length that is none', 'write 1 to 32 behind the slash');
  }
  if (size === 0) return problem('`--ip` allows every address', 'leave out `--ip`');
  const network = baseOf(number, size);
  if (network !== number) {
    return problem('`--ip` names an address inside a range', `write ${textOf(network)}/${size}, or ${address}/32`);
  }
  const hidden = inner.find(([base, length]) => size >= length && baseOf(number, length) === numberOf(base));
  if (hidden === undefined) return [];
  return problem(
    '`--ip` names inner addresses, which the edge never sees',
    'write the public address of the school’s gateway',
  );
}

function numberOf(address: string): number | undefined {
  const octets = address.split('.');
  if (octets.length !== 4 || !octets.every((one) => /^(?:0|[1-9]\d{0,2})$/.test(one) && Number(one) < 256))
    return undefined;
  return octets.reduce((sum, one) => sum * 256 + Number(one), 0);
}

function baseOf(address: number, bits: number): number {
  const size = 2 ** (32 - bits);
  return Math.floor(address / size) * size;
}

function textOf(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}
