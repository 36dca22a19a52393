import { readable, type World } from '../../model';
import { deliveryOf, type Request, type Way } from '../../prove';
import type { Language } from '../texts';
import { fill } from './fill';
import { deliveryTexts } from './delivery-texts';

/** What distributions do with a request of theirs: which behaviour answers visitors, and whether it asks them for a signature. */
export function deliveryLines(world: World, request: Request, language: Language): string[] {
  const { caller, context } = request;
  const visit = context['delivery:signed'];
  if (visit === undefined && caller.kind !== 'service' && caller.kind !== 'identity') return [];
  const ways = deliveryOf(world, { ...request, context: { ...context, 'delivery:signed': 'true' } })?.ways;
  if (ways === undefined) return [];
  const plain = ways.filter((way) => way.plain);
  const odd = plain.some(({ behaviour }) => !behaviour.signed)
    ? undefined
    : ways.find(({ behaviour }) => !behaviour.signed);
  if (ways.length === 0) return visit === undefined ? [] : [deliveryTexts.none[language]];
  return [
    ...plain.map((way) => sentence(way.behaviour.signed ? 'signed' : 'open', way, language)),
    ...(odd === undefined ? [] : [sentence('odd', odd, language)]),
  ];
}

function sentence(name: 'signed' | 'open' | 'odd', { behaviour, distribution }: Way, language: Language): string {
  const { pattern, source } = behaviour;
  return fill(deliveryTexts[name][language], {
    pattern,
    distribution: readable(distribution.id),
    place: `${readable(source.file)}#${readable(source.pointer)}`,
  });
}
