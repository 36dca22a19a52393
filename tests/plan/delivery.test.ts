import type { Region } from '../../lib/config';
import { planRegion, type Plan } from '../../lib/plan';
import { deliveryIn } from './delivery-support';
import { regionOf, resourcesOf, small, templatesOf } from './support';
import { planAt } from './worst-case';

const china = regionOf({ ...small, recovery: 'cn-northwest-1' });

function delivered(more: Parameters<typeof deliveryIn>[2] = {}, region: Region = china): Plan {
  const { plan } = planRegion({ ...region, delivery: deliveryIn(region, ['open', 'licensed'], more) });
  return plan!;
}

const flowsOf = (plan: Plan): string[] => plan.flows.filter(({ kind }) => kind === 'deliver').map(({ id }) => id);

test('each class and country is a flow of its own, under the law of the country where the kit knows it', () => {
  const plan = delivered({ countries: ['BY', 'CN', 'KZ'] });
  const flows = plan.flows.filter(({ kind }) => kind === 'deliver');
  expect(flows.map(({ id, toJurisdiction }) => [id, toJurisdiction])).toEqual([
    ['deliver:licensed:country:BY', 'by'],
    ['deliver:licensed:country:CN', 'cn'],
    ['deliver:licensed:country:KZ', undefined],
    ['deliver:open:country:BY', 'by'],
    ['deliver:open:country:CN', 'cn'],
    ['deliver:open:country:KZ', undefined],
  ]);
  expect(new Set(flows.map(({ from, store }) => `${from} ${store}`))).toEqual(
    new Set([`account:100000000001 ${plan.shared.hub.commons.bucket}`]),
  );
});

test('the addresses of visitors are a flow of personal data', () => {
  const plan = delivered();
  expect(plan.flows.find(({ id }) => id === 'log:delivery')).toMatchObject({
    kind: 'log',
    to: 'account:100000000001',
    store: plan.shared.hub.delivery!.logBucket,
    dataClasses: ['internal', 'personal'],
  });
});

const acm = (account: string) => ({ acm: `arn:aws:acm:us-east-1:${account}:certificate/0a` });
const european = (more: Parameters<typeof deliveryIn>[2] = {}, home = 'eu-central-1'): Plan => {
  const region: Region = { ...china, partition: 'aws', jurisdiction: 'eu' };
  return planAt({ ...region, delivery: deliveryIn(region, ['open', 'licensed'], more) }, 'aws', home);
};

test('what CloudFront takes from us-east-1 alone is a flow there', () => {
  const webAcl = 'arn:aws:wafv2:us-east-1:100000000001:global/webacl/edge/01234567-89ab-cdef-0123-456789abcdef';
  const only = (plan: Plan): object | undefined => plan.flows.find(({ id }) => id === 'deliver:dependency:us-east-1');
  expect(only(european({ certificate: acm('100000000001') }))).toMatchObject({
    to: 'awsRegion:us-east-1',
    store: 'certificate of the domains',
    dataClasses: ['internal'],
    toJurisdiction: 'us',
  });
  expect(only(european({ certificate: acm('100000000001'), webAcl }))).toMatchObject({
    store: 'certificate of the domains, web ACL',
  });
  expect(only(european({ certificate: { iam: 'ASCAEXAMPLE000000000' } }))).toBeUndefined();
  expect(only(european({ certificate: acm('100000000001') }, 'us-east-1'))).toBeUndefined();
  expect(flowsOf(delivered()).filter((id) => id.includes('dependency'))).toEqual([]);
});

test('what the partition or the AWS Region lacks is told with what stands in for it', () => {
  const told = ({ substitutions }: Plan): string[] =>
    substitutions.map(({ capability }) => capability).filter((key) => /^cdn|TLS/.test(key));
  expect(told(delivered())).toEqual([
    'cdn.originAccessControl',
    'cdn.cachePolicy',
    'cdn.http3',
    'cdn.ipv6',
    'cdn.responseHeadersPolicy',
  ]);
  expect(told(european())).toEqual([]);
  expect(told(european({ domains: [] }))).toEqual(['TLS 1.2 at the edge']);
  expect(told(european({}, 'af-south-1'))).toEqual(['cdn.legacyLogs']);
});

test('where CloudFront cannot write logs there is no bucket for them', () => {
  const plan = european({}, 'af-south-1');
  expect(plan.shared.hub.delivery).not.toHaveProperty('logBucket');
  expect(plan.flows.some(({ id }) => id === 'log:delivery')).toBe(false);
  const hub = plan.stacks.find(({ kind }) => kind === 'hub')!;
  const resources = Object.values(resourcesOf(templatesOf(plan, [hub.name])[hub.name]!));
  expect(resources.filter(({ Type }) => Type === 'AWS::S3::Bucket')).toHaveLength(2);
  expect(plan.quotas.find(({ key, subject }) => key === 'cfn.resourcesPerTemplate' && subject === hub.name)?.used).toBe(
    resources.length,
  );
});

test('a region without CDN says why, and opens nothing', () => {
  const without = (partition: string, awsRegion: string): Plan =>
    planAt(
      { ...china, partition, delivery: { ...deliveryIn(china, ['open']), cdn: 'none', domains: [], countries: [] } },
      partition,
      awsRegion,
    );
  const gov = without('aws-us-gov', 'us-gov-west-1');
  expect(gov.shared.hub).not.toHaveProperty('delivery');
  expect(flowsOf(gov)).toEqual([]);
  const reason = ({ substitutions }: Plan): string | undefined =>
    substitutions.find(({ capability }) => capability === 'cdn.cloudfront')?.reason;
  expect(reason(gov)).toBe('CloudFront is not offered in this partition');
  expect(reason(without('aws', 'eu-central-1'))).toBe('the region file asks for no CDN');
});

test('a delivery changes the hub’s template alone', () => {
  const before = templatesOf(planRegion(china).plan!);
  const after = templatesOf(delivered());
  expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual(['edu-demo-hub']);
});
