import { isIP } from 'node:net';
import { answer, type Answer } from './answer';

/** An IP address of a request against an address or a range of a policy; unknown where one of them is neither. */
export function matchIp(range: string, address: string): Answer {
  const [base = '', length, ...rest] = range.split('/');
  const network = bitsOf(base);
  const host = bitsOf(address);
  if (network === undefined || host === undefined || rest.length > 0) return 'unknown';
  const prefix = length === undefined ? network.length : /^\d{1,3}$/.test(length) ? Number(length) : undefined;
  if (prefix === undefined || prefix > network.length) return 'unknown';
  return answer(network.length === host.length && network.slice(0, prefix) === host.slice(0, prefix));
}

/** 32 or 128 digits of 0 and 1. */
function bitsOf(address: string): string | undefined {
  const version = isIP(address);
  if (version === 4)
    return quads(address)
      .map((quad) => bits(quad, 8))
      .join('');
  return version === 6 && !address.includes('%') ? bitsOfSix(address) : undefined;
}

function bitsOfSix(address: string): string {
  const [front = '', back] = address.split('::');
  const head = groups(front);
  const tail = back === undefined ? [] : groups(back);
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => 0);
  return [...head, ...zeros, ...tail].map((group) => bits(group, 16)).join('');
}

/** The groups of 16 bits; an IPv4 address at the end stands for two. */
function groups(text: string): number[] {
  return text
    .split(':')
    .filter((group) => group !== '')
    .flatMap((group) => {
      if (!group.includes('.')) return [Number.parseInt(group, 16)];
      const [a = 0, b = 0, c = 0, d = 0] = quads(group);
      return [a * 256 + b, c * 256 + d];
    });
}

function quads(address: string): number[] {
  return address.split('.').map(Number);
}

function bits(value: number, length: number): string {
  return value.toString(2).padStart(length, '0');
}
