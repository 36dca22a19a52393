import { ok } from 'node:assert/strict';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnOriginAccessControl } from 'aws-cdk-lib/aws-cloudfront';
import { App } from 'aws-cdk-lib/core';
import { findings } from '../../lib/synth/findings';
import { commonsFolders } from '../../lib/vocabulary';
import { cdnRegions, commonsName, distributionOf, hub, idOf, logName } from './support/delivery';
import { beside, own } from './support/stage';

const chinese = cdnRegions.filter((one) => one.startsWith('cn-'));
const global = cdnRegions.filter((one) => !one.startsWith('cn-'));

/** Names of what changes. */
const changing = (pattern: string): boolean =>
  pattern === '*' || /\/current\/|\*(?:current|recall)\.json$/.test(pattern);

describe.each(cdnRegions)('a delivery in %s', (awsRegion) => {
  const { built, config, behaviours } = distributionOf(awsRegion);
  const group = idOf(built, 'AWS::CloudFront::KeyGroup');

  test('asks for a signature for everything that does not begin with open/, the default included', () => {
    expect(behaviours.map(({ PathPattern, TrustedKeyGroups }) => [PathPattern, TrustedKeyGroups])).toEqual([
      ['open/current/*', undefined],
      ['open/*current.json', undefined],
      ['open/*recall.json', undefined],
      ['licensed/current/*', [group]],
      ['licensed/*current.json', [group]],
      ['licensed/*recall.json', [group]],
      ['open/*', undefined],
      ['licensed/*', [group]],
      ['*', [group]],
    ]);
  });

  test('trusts no account to sign, and runs no function', () => {
    for (const one of behaviours) {
      expect(one.TrustedSigners).toBeUndefined();
      expect(one.FunctionAssociations).toBeUndefined();
      expect(one.LambdaFunctionAssociations).toBeUndefined();
    }
  });

  test('lets nothing be changed, nor a signature travel in the clear', () => {
    for (const { AllowedMethods, TrustedKeyGroups, ViewerProtocolPolicy } of behaviours) {
      expect(AllowedMethods).toEqual(['GET', 'HEAD']);
      expect(ViewerProtocolPolicy).toBe(TrustedKeyGroups === undefined ? 'redirect-to-https' : 'https-only');
    }
  });

  test('has one origin: the bucket, by its regional domain name as text', () => {
    const suffix = awsRegion.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
    expect(config.Origins).toHaveLength(1);
    expect(config.Origins[0].DomainName).toBe(`${commonsName}.s3.${awsRegion}.${suffix}`);
    expect(config.Origins[0].OriginPath).toBeUndefined();
    for (const { TargetOriginId } of behaviours) expect(TargetOriginId).toBe(config.Origins[0].Id);
  });

  test('serves the countries that are listed, under the domains, with TLS 1.2 at least', () => {
    expect(config.Restrictions.GeoRestriction).toEqual({ RestrictionType: 'whitelist', Locations: ['BY', 'CN'] });
    expect(config.Aliases).toEqual(['res.ne-edu.example']);
    expect(config.ViewerCertificate).toMatchObject({
      SslSupportMethod: 'sni-only',
      MinimumProtocolVersion: 'TLSv1.2_2021',
    });
  });

  test('logs who asked for what into a bucket of its own, named by its regional domain', () => {
    expect(config.Logging).toEqual({
      Bucket: config.Origins[0].DomainName.replace(commonsName, logName),
      Prefix: 'cloudfront/',
      IncludeCookies: false,
    });
  });

  test('tells ids and domain name as outputs that nobody imports', () => {
    expect(Object.keys(built.template.Outputs).sort()).toEqual([
      'DistributionDomainName',
      'DistributionId',
      'KeyId2026a',
      'KeyId2026b',
    ]);
    expect(JSON.stringify(built.template.Outputs)).not.toContain('Export');
    expect(built.foreignParts().filter((one) => !(one in built.template.Outputs))).toEqual([]);
  });

  test('is the same bytes for the same properties', () => {
    const again = Template.fromStack(hub(awsRegion).stack).toJSON();
    expect(JSON.stringify(again)).toBe(JSON.stringify(built.template));
  });

  test('with open material alone there are no keys, and nothing is signed', () => {
    const open = distributionOf(awsRegion, { delivery: { dataClasses: ['open'] } });
    expect(open.behaviours.map(({ PathPattern }) => PathPattern)).toEqual([
      'open/current/*',
      'open/*current.json',
      'open/*recall.json',
      'open/*',
      '*',
    ]);
    for (const { TrustedKeyGroups } of open.behaviours) expect(TrustedKeyGroups).toBeUndefined();
    expect(open.built.ofType('AWS::CloudFront::KeyGroup')).toEqual([]);
    expect(open.built.ofType('AWS::CloudFront::PublicKey')).toEqual([]);
    expect(Object.keys(open.built.template.Outputs).sort()).toEqual(['DistributionDomainName', 'DistributionId']);
  });

  test('with licensed material alone everything is signed', () => {
    const { behaviours: signed } = distributionOf(awsRegion, { delivery: { dataClasses: ['licensed'] } });
    for (const { TrustedKeyGroups } of signed) expect(TrustedKeyGroups).toHaveLength(1);
  });
});

describe.each(global)('where CloudFront has all its features, in %s', (awsRegion) => {
  const { built, config, behaviours } = distributionOf(awsRegion);
  const policies = (type: string): Record<string, { Name: string; [key: string]: unknown }> =>
    Object.fromEntries(
      Object.entries(built.resources)
        .filter(([, { Type }]) => Type === `AWS::CloudFront::${type}`)
        .map(([id, { Properties }]) => [id, Properties[`${type}Config`]]),
    );

  test('it reads by origin access control, and signs every request', () => {
    const [control] = built.ofType('AWS::CloudFront::OriginAccessControl');
    expect(control?.Properties.OriginAccessControlConfig).toMatchObject({
      OriginAccessControlOriginType: 's3',
      SigningBehavior: 'always',
      SigningProtocol: 'sigv4',
    });
    expect(config.Origins[0].S3OriginConfig).toEqual({ OriginAccessIdentity: '' });
    expect(built.ofType('AWS::CloudFront::CloudFrontOriginAccessIdentity')).toEqual([]);
  });

  test('it keeps a name for a year and a pointer for a minute, whoever asks', () => {
    const caches = policies('CachePolicy');
    for (const { PathPattern, CachePolicyId, ForwardedValues } of behaviours) {
      expect(ForwardedValues).toBeUndefined();
      expect(caches[CachePolicyId]).toMatchObject({
        MaxTTL: changing(PathPattern) ? 60 : 31_536_000,
        ParametersInCacheKeyAndForwardedToOrigin: {
          CookiesConfig: { CookieBehavior: 'none' },
          HeadersConfig: { HeaderBehavior: 'none' },
          QueryStringsConfig: { QueryStringBehavior: 'none' },
        },
      });
    }
  });

  test('it tells browsers what they may do, and caches in between to keep no licensed material', () => {
    const headers = policies('ResponseHeadersPolicy');
    for (const { ResponseHeadersPolicyId, TrustedKeyGroups } of behaviours) {
      const text = JSON.stringify(headers[ResponseHeadersPolicyId]);
      for (const one of ['StrictTransportSecurity', 'ContentTypeOptions', 'DENY', "script-src 'none'", 'no-referrer'])
        expect(text).toContain(one);
      expect(text).toContain(TrustedKeyGroups === undefined ? '"public, ' : '"private, ');
    }
  });

  test('names of policies are different, since they are the account’s', () => {
    for (const type of ['CachePolicy', 'ResponseHeadersPolicy']) {
      const names = Object.values(policies(type)).map(({ Name }) => Name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('it takes certificate and web ACL from where CloudFront is at home', () => {
    expect(config.ViewerCertificate.AcmCertificateArn).toBe(`arn:aws:acm:us-east-1:${own}:certificate/12ab-34cd`);
    expect(config.WebACLId).toContain(':global/webacl/edge/');
    expect(config).toMatchObject({ HttpVersion: 'http2and3', IPV6Enabled: true });
  });

  test('under its own domain it has the certificate of the CDN, and no names', () => {
    const { config: plain } = distributionOf(awsRegion, { ownDomain: false });
    expect(plain.ViewerCertificate).toEqual({ CloudFrontDefaultCertificate: true });
    expect([plain.Aliases, plain.WebACLId]).toEqual([undefined, undefined]);
  });
});

describe.each(chinese)('what China lacks is not in a delivery of %s', (awsRegion) => {
  const { built, config, behaviours } = distributionOf(awsRegion);

  test('it reads as an origin access identity', () => {
    const id = idOf(built, 'AWS::CloudFront::CloudFrontOriginAccessIdentity');
    expect(config.Origins[0]).toMatchObject({
      S3OriginConfig: { OriginAccessIdentity: `origin-access-identity/cloudfront/${id}` },
    });
    expect(config.Origins[0].OriginAccessControlId).toBeUndefined();
  });

  test('it caches by the older values, and forwards nothing', () => {
    for (const { PathPattern, CachePolicyId, ForwardedValues, MaxTTL, MinTTL } of behaviours) {
      expect(CachePolicyId).toBeUndefined();
      expect(ForwardedValues).toEqual({ QueryString: false, Cookies: { Forward: 'none' } });
      expect([MinTTL, MaxTTL]).toEqual([0, changing(PathPattern) ? 60 : 31_536_000]);
    }
  });

  test('its certificate is a server certificate of IAM', () => {
    expect(config.ViewerCertificate.IamCertificateId).toBe('ASCAEXAMPLE123456789');
    expect(config.ViewerCertificate.AcmCertificateArn).toBeUndefined();
  });

  test('there is no web ACL, no header policy, no HTTP/3, no IPv6 and no other resource', () => {
    expect(config.WebACLId).toBeUndefined();
    for (const one of behaviours) expect(one.ResponseHeadersPolicyId).toBeUndefined();
    expect(config).toMatchObject({ HttpVersion: 'http2', IPV6Enabled: false });
    const types = Object.values(built.resources).map(({ Type }) => Type.split('::').at(-1));
    expect([...new Set(types)].sort()).toEqual([
      'Bucket',
      'BucketPolicy',
      'CloudFrontOriginAccessIdentity',
      'Distribution',
      'KeyGroup',
      'PublicKey',
    ]);
  });
});

describe('logs', () => {
  test.each(['af-south-1', 'eu-south-1'])('have no bucket in %s, where CloudFront writes none', (awsRegion) => {
    const { built, config } = distributionOf(awsRegion);
    expect(config.Logging).toBeUndefined();
    expect(built.ofType('AWS::S3::Bucket').map(({ Properties }) => Properties.BucketName)).toEqual([commonsName]);
  });

  test('have a bucket that stands before the distribution', () => {
    const { built } = distributionOf('cn-north-1');
    const { DependsOn } = built.template.Resources[idOf(built, 'AWS::CloudFront::Distribution')];
    const bucketsOfLogs = Object.keys(built.resources).filter((id) => id.startsWith('DeliveryLogsBucket'));
    expect(DependsOn).toEqual(expect.arrayContaining(bucketsOfLogs));
    expect(bucketsOfLogs).toHaveLength(2);
  });
});

test('a reader reads the folders of what is delivered', () => {
  expect(hub('eu-central-1').delivery.reader.folders).toEqual(Object.values(commonsFolders));
  expect(hub('eu-central-1', { delivery: { dataClasses: ['open'] } }).delivery.reader.folders).toEqual(['open/']);
});

test('the order of classes and countries does not matter', () => {
  const [one, other] = [
    { dataClasses: ['open', 'licensed'], countries: ['CN', 'BY'] },
    { dataClasses: ['licensed', 'open'], countries: ['BY', 'CN'] },
  ].map((delivery) => JSON.stringify(Template.fromStack(hub('cn-north-1', { delivery }).stack).toJSON()));
  expect(one).toBe(other);
});

test('nothing goes round in circles, and a reference back to the bucket would', () => {
  for (const awsRegion of cdnRegions) expect(() => Template.fromStack(hub(awsRegion).stack)).not.toThrow();
  const { stack, delivery } = hub('eu-central-1');
  delivery.distribution.node.addDependency(stack.node.findChild('Commons'));
  expect(() => Template.fromStack(stack)).toThrow('dependency cycle');
});

test('CloudFormation’s own tables know every part in its AWS Region, and know of what China lacks', () => {
  const first = hub('eu-central-1').stack;
  for (const awsRegion of cdnRegions.slice(1)) hub(awsRegion, { stack: beside(first, awsRegion, awsRegion) });
  new CfnOriginAccessControl(beside(first, 'Wrong', 'cn-north-1'), 'Control', {
    originAccessControlConfig: {
      name: 'x',
      originAccessControlOriginType: 's3',
      signingBehavior: 'always',
      signingProtocol: 'sigv4',
    },
  });
  const app = first.node.root;
  ok(app instanceof App);
  expect(findings(app, app.synth())).toEqual([
    expect.objectContaining({ file: 'Wrong.template.json', message: expect.stringContaining('F3006') }),
  ]);
}, 120_000);
