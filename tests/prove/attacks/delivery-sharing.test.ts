import type { Distribution, World } from '../../../lib/model';
import { properties } from '../../../lib/facts';
import { prove } from '../../../lib/prove';
import {
  behaviour,
  cloudFront,
  commons,
  commonsArn,
  distribution,
  distributionIn,
  keyGroup,
  origin,
  usual,
} from '../support/delivered';
import { actions } from '../support/proving';
import { account, world } from '../support/worlds';

// Two commons of one shape are decided once, and what differs between their distributions must tell them apart.

const secondArn = `${commonsArn}2`;

function policyOf(arn: string, id: string) {
  const Condition = { StringEquals: { 'aws:SourceArn': distributionIn(account, id) } };
  const odd = ['*//*', '/*', './*', '../*', '*/./*', '*/../*', '*/.', '*/..', '.', '..'].map(
    (name) => `${arn}/${name}`,
  );
  return [
    {
      Effect: 'Allow',
      ...cloudFront,
      Action: 's3:GetObject',
      Resource: [`${arn}/open/*`, `${arn}/licensed/*`],
      Condition,
    },
    { Effect: 'Allow', Principal: { AWS: account }, Action: 's3:GetObject', Resource: `${arn}/*` },
    { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: odd },
  ];
}

function verdictsOf(one: World, share: boolean): readonly string[] {
  const chosen = properties().filter(({ id }) => /^(?:delivery|commons)-/.test(id));
  return Array.from(
    prove(one, { properties: chosen, actions, share }).verdicts,
    ({ property, subject, verdict }) => `${property} ${subject} ${verdict}`,
  );
}

const doubts = [{ source: { file: 'x.json', pointer: '/' }, reason: 'a function may change the request' }];
const signedBy = (more: object) => usual.map((one) => (one.signed ? { ...one, ...more } : one));

it.each<[string, Partial<Distribution>, number]>([
  ['are delivered alike', {}, 0],
  ['are signed for by a key group of no template', { behaviours: signedBy({ keyGroups: ['other'] }) }, 1],
  ['are signed for by older signers', { behaviours: signedBy({ trustedSigners: ['self'] }) }, 1],
  ['have something outside the model', { doubts }, 3],
  ['are open to everybody', { behaviours: [behaviour('*')] }, 2],
])('two commons, of which the objects of one %s', (_, more, lacking) => {
  const first = commons(policyOf(commonsArn, 'E1'));
  const second = { ...commons(policyOf(secondArn, 'E2')), name: 'commons2', arn: secondArn };
  const other = distribution(usual, { id: 'E2', origins: [origin({ bucket: secondArn })], ...more });
  for (const buckets of [
    [first, second],
    [second, first],
  ]) {
    const one = world({ buckets, distributions: [distribution(usual), other], keyGroups: [keyGroup] });
    const shared = verdictsOf(one, true);
    expect(shared).toEqual(verdictsOf(one, false));
    expect(shared.filter((text) => !text.endsWith(' proved'))).toHaveLength(lacking);
    expect(shared.filter((text) => text.endsWith(`${commonsArn} proved`))).toHaveLength(3);
  }
});
