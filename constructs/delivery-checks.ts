import { Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { EducloudError, issue, type Issue } from '../lib/errors';
import { capability, quota } from '../lib/facts';
import { commonsClasses, icpOperators, recordalNumber } from '../lib/vocabulary';
import { checkBucketName, checkSlug, checkText, type Site } from './checks';
import type { ContentDeliveryProps } from './content-delivery-props';
import { canonicalPem } from './delivery-signers';

interface Subject {
  readonly scope: Construct;
  readonly site: Site;
  readonly props: ContentDeliveryProps;
}

/**
 * Every property that does not fit, at once: whoever prepares a recordal, a certificate and keys waits for each of them.
 *
 * @throws EDU601
 */
export function checkDelivery(scope: Construct, site: Site, props: ContentDeliveryProps): void {
  const subject = { scope, site, props };
  const offered = capability(site.partition.id, 'cdn.cloudfront', site.awsRegion);
  const issues =
    offered.answer === 'yes'
      ? rules.flatMap((rule) => rule(subject))
      : [mistake(scope, 'there is no CDN in this partition', site.partition.id, 'a partition with CloudFront')];
  if (issues.length > 0) throw new EducloudError(issues);
}

const rules: readonly ((subject: Subject) => Issue[])[] = [
  names,
  classes,
  countries,
  domains,
  certificate,
  recordal,
  webAcl,
  numberOfKeys,
  keys,
];

function mistake(scope: Construct, message: string, found: string, allowed: string): Issue {
  return issue('EDU601', message, { path: scope.node.path, found, allowed });
}

/** What checks that throw find. */
function found(...checks: (() => void)[]): Issue[] {
  return checks.flatMap((check) => {
    try {
      check();
      return [];
    } catch (error) {
      if (error instanceof EducloudError) return error.issues;
      throw error;
    }
  });
}

function names({ scope, props }: Subject): Issue[] {
  return found(
    () => checkSlug(scope, 'regionId', props.regionId),
    () => checkBucketName(scope, props.bucketName),
    () => {
      if (props.logBucketName !== undefined) checkBucketName(scope, props.logBucketName);
    },
  );
}

function classes({ scope, props }: Subject): Issue[] {
  const { dataClasses = [...commonsClasses] } = props;
  const allowed = commonsClasses.join(', ');
  return [
    ...(dataClasses.length === 0 ? [mistake(scope, '`dataClasses` is empty', '[]', allowed)] : []),
    ...dataClasses
      .filter((one) => !commonsClasses.some((known) => known === one))
      .map((one) => mistake(scope, '`dataClasses` names what no CDN may deliver', one, allowed)),
  ];
}

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_GeoRestriction.html */
function countries({ scope, props }: Subject): Issue[] {
  const allowed = 'ISO 3166-1 alpha-2 codes such as CN, each once';
  return [
    ...(props.countries.length === 0 ? [mistake(scope, '`countries` is empty', '[]', allowed)] : []),
    ...found(...props.countries.map((one) => () => checkText(scope, 'countries', one, /^[A-Z]{2}$/, allowed))),
    ...repeated(scope, 'countries', props.countries),
  ];
}

const domainName = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

function domains({ scope, site, props }: Subject): Issue[] {
  const { domains: own = [] } = props;
  const most = quota(site.partition.id, 'cf.aliasesPerDistribution').value;
  const usable = capability(site.partition.id, 'cdn.defaultDomainUsable');
  return [
    ...found(
      ...own.map((one) => () => checkText(scope, 'domains', one, domainName, 'lower-case domain names without `*`')),
    ),
    ...repeated(scope, 'domains', own),
    ...(own.length > most
      ? [mistake(scope, '`domains` are too many for a distribution', String(own.length), `at most ${String(most)}`)]
      : []),
    ...(own.length === 0 && usable.answer !== 'yes'
      ? [mistake(scope, `\`domains\` is empty: ${usable.reason}`, '[]', 'at least one domain of your own')]
      : []),
  ];
}

function certificate({ scope, site, props }: Subject): Issue[] {
  const { domains: own = [], certificate: given } = props;
  if (given === undefined) {
    if (own.length === 0) return [];
    return [mistake(scope, '`certificate` is missing', own.join(', '), 'a certificate for the domains')];
  }
  const { acm, iam } = given;
  const { partition, account } = site;
  const home = partition.globalServiceHomes.cloudfront ?? '';
  const lacking = Object.entries(given)
    .filter(([, value]: [string, unknown]) => value !== undefined)
    .map(([kind]) => capability(partition.id, `cdn.viewerCert.${kind}`))
    .filter(({ answer }) => answer !== 'yes');
  return [
    ...(own.length === 0
      ? [mistake(scope, '`certificate` has no domain', '`domains` is empty', 'domains that it holds for')]
      : []),
    ...((acm === undefined) === (iam === undefined)
      ? [mistake(scope, '`certificate` names not exactly one', JSON.stringify(given), 'either `acm` or `iam`')]
      : []),
    ...lacking.map((one) =>
      mistake(
        scope,
        `\`certificate\` is of a kind that the partition lacks: ${'reason' in one ? one.reason : one.title}`,
        one.title,
        'substitute' in one ? one.substitute : 'another kind',
      ),
    ),
    ...(acm === undefined || lacking.length > 0
      ? []
      : found(() =>
          checkText(
            scope,
            'certificate.acm',
            acm,
            new RegExp(`^arn:${partition.arnPartition}:acm:${home}:${account}:certificate/[a-z0-9-]{1,64}$`),
            `arn:${partition.arnPartition}:acm:${home}:${account}:certificate/…, where CloudFront is at home`,
          ),
        )),
    ...(iam === undefined
      ? []
      : found(() =>
          checkText(
            scope,
            'certificate.iam',
            iam,
            /^ASCA[A-Z0-9]{12,124}$/,
            'the id of a server certificate: ASCA and 12 or more of A–Z, 0–9',
          ),
        )),
  ];
}

function recordal({ scope, site, props }: Subject): Issue[] {
  const { icp, domains: own = [] } = props;
  const duty = capability(site.partition.id, 'cdn.icpRequired');
  if (icp === undefined) {
    if (duty.answer !== 'yes') return [];
    return [mistake(scope, '`icp` is missing: no domain is served here without a recordal', 'nothing', 'a recordal')];
  }
  const { rootDomain, operator } = icp;
  return [
    ...found(
      () => checkText(scope, 'icp.recordalNumber', icp.recordalNumber, recordalNumber, 'such as 辽ICP备12345678号-1'),
      () => checkText(scope, 'icp.rootDomain', rootDomain, domainName, 'a lower-case domain name'),
      () =>
        checkText(
          scope,
          'icp.operator',
          operator,
          new RegExp(`^(${icpOperators.join('|')})$`),
          icpOperators.join(', '),
        ),
    ),
    ...own
      .filter((one) => !Token.isUnresolved(one) && one !== rootDomain && !one.endsWith(`.${rootDomain}`))
      .map((one) =>
        mistake(scope, 'a domain is not covered by the recordal', one, `${rootDomain} and what ends in it`),
      ),
  ];
}

function webAcl({ scope, site, props: { webAclArn } }: Subject): Issue[] {
  if (webAclArn === undefined) return [];
  const { partition, account } = site;
  const edge = capability(partition.id, 'cdn.waf');
  if (edge.answer !== 'yes')
    return [mistake(scope, `\`webAclArn\` is given, but ${edge.reason}`, webAclArn, 'no web ACL')];
  const prefix = `arn:${partition.arnPartition}:wafv2:${partition.globalServiceHomes.cloudfront ?? ''}:${account}:global/webacl/`;
  return found(() =>
    checkText(scope, 'webAclArn', webAclArn, new RegExp(`^${prefix}[\\w-]{1,128}/[\\w-]{1,64}$`), `${prefix}NAME/ID`),
  );
}

function numberOfKeys({ scope, site, props }: Subject): Issue[] {
  const { signingKeys = [], dataClasses = [...commonsClasses] } = props;
  const licensed = dataClasses.includes('licensed');
  const most = quota(site.partition.id, 'cf.keysPerKeyGroup').value;
  const allowed = `2 to ${String(most)}, so that one can be replaced while another holds`;
  if (!licensed && signingKeys.length > 0)
    return [
      mistake(
        scope,
        '`signingKeys` has nothing to sign for',
        String(signingKeys.length),
        '`licensed` among `dataClasses`, or no keys',
      ),
    ];
  if (!licensed || (signingKeys.length >= 2 && signingKeys.length <= most)) return [];
  return [mistake(scope, '`signingKeys` is not as many as it should be', String(signingKeys.length), allowed)];
}

function keys({ scope, props: { signingKeys = [] } }: Subject): Issue[] {
  const pems = signingKeys.map(({ id, pem }) => ({ id, pem: canonicalPem(pem) }));
  return [
    ...found(
      ...signingKeys.map(
        ({ id }) =>
          () =>
            checkText(
              scope,
              'signingKeys.id',
              id,
              /^(?=.{1,20}$)[a-z0-9]+(-[a-z0-9]+)*$/,
              '1 to 20 of a–z, 0–9 and single hyphens inside',
            ),
      ),
    ),
    // Outputs cannot hold a hyphen.
    ...repeated(
      scope,
      'signingKeys',
      signingKeys.map(({ id }) => id.replaceAll('-', '')),
    ),
    ...pems
      .filter(({ pem }) => pem === undefined)
      .map(({ id }) =>
        mistake(scope, '`signingKeys` holds no public RSA key of 2,048 bits', id, 'PEM, `BEGIN PUBLIC KEY`'),
      ),
    ...pems.flatMap(({ id, pem }, index) => {
      const first = pems.find((one) => pem !== undefined && one.pem === pem);
      return first === undefined || first === pems[index]
        ? []
        : [mistake(scope, '`signingKeys` holds the same key twice', `${first.id}, ${id}`, 'different keys')];
    }),
  ];
}

function repeated(scope: Construct, property: string, values: readonly string[]): Issue[] {
  return [...new Set(values.filter((one, index) => values.indexOf(one) !== index))].map((one) =>
    mistake(scope, `\`${property}\` names one twice`, one, 'each once'),
  );
}
