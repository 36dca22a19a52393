import { onBehaviour, onBehaviours, onConfig, onOrigins, setConfig, unsigned } from './distribution-edits';
import { equivalent, refuted, unclaimed, undecided, type Expected, type MutantKind } from './kind';
import { setProperties, type Edit, type Fields, type Where } from './template';

/** A distribution that asks for signatures, by origin access control; and those that read as an identity. */
const signing: Where = { type: 'AWS::CloudFront::Distribution', has: '"OriginAccessControlId"' };
const openOnly: Where = { type: 'AWS::CloudFront::Distribution', has: 'commons of region belt-and-road' };
const byIdentity: Where = { type: 'AWS::CloudFront::Distribution', has: 'commons of region northeast' };
const keyGroup: Where = { type: 'AWS::CloudFront::KeyGroup', has: 'of lakes' };

const openProperty = refuted('delivery-open-only');
const signedProperty = refuted('delivery-licensed-signed');

/** What begins with `licensed/`, in each behaviour for it. */
function everyLicensed(change: (behaviour: Fields) => Fields): Edit {
  return onBehaviours(signing, (list) =>
    list.map((one) => (String(one.PathPattern).startsWith('licensed/') ? change(one) : one)),
  );
}

function first(pattern: string, where = signing): Edit {
  return onBehaviours(where, (list) => [
    ...list.slice(0, 1).map((one) => unsigned({ ...one, PathPattern: pattern })),
    ...list,
  ]);
}

/** A bucket of the same region and account, by its purpose. */
function readsFrom(purpose: string): Edit {
  return onOrigins(signing, (origin) => ({
    ...origin,
    DomainName: String(origin.DomainName).replace(/^edu-com-lakes-\d{12}/, purpose),
  }));
}

/** Mutants of distributions: who gets what through them. */
export const deliveryKinds: readonly MutantKind[] = [
  {
    id: 'delivery-licensed-unsigned',
    sentence: 'the behaviour for `licensed/*` asks for no signature',
    edit: onBehaviour(signing, 'licensed/*', unsigned),
    expected: signedProperty,
  },
  {
    id: 'delivery-licensed-unsigned-identity',
    sentence: 'the behaviour for `licensed/*` asks for no signature, and the distribution reads as an identity',
    edit: onBehaviour(byIdentity, 'licensed/*', unsigned),
    expected: signedProperty,
  },
  {
    id: 'delivery-current-unsigned',
    sentence: 'the behaviour for `licensed/*current.json` asks for no signature',
    edit: onBehaviour(signing, 'licensed/*current.json', unsigned),
    // The example that the prover finds begins behind `c`, which an encoding may take away; its replay is denied.
    expected: undecided('delivery-licensed-signed'),
  },
  {
    id: 'delivery-default-unsigned',
    sentence: 'the default behaviour asks for no signature, which a percent-encoded path meets',
    edit: onBehaviour(signing, '*', unsigned),
    expected: signedProperty,
  },
  {
    id: 'delivery-any-path-first',
    sentence: 'a behaviour for every path that asks for no signature comes first',
    edit: first('*'),
    expected: signedProperty,
  },
  {
    id: 'delivery-wildcard-first',
    sentence: 'a behaviour for `*/open/*` that asks for no signature comes first',
    edit: first('*/open/*'),
    expected: signedProperty,
  },
  {
    id: 'delivery-open-without-slash',
    sentence: 'the behaviour for open material is one for `open*`',
    edit: onBehaviour(signing, 'open/*', (one) => ({ ...one, PathPattern: 'open*' })),
    expected: equivalent('the bucket policy lets the distribution read its two folders alone'),
  },
  {
    id: 'delivery-signed-order',
    sentence: 'the behaviours for `licensed/` come first',
    edit: onBehaviours(signing, (list) => [...list].reverse()),
    expected: equivalent('no path fits the patterns of both folders'),
  },
  {
    id: 'delivery-origin-path',
    sentence: 'the distribution puts `/licensed` before every path',
    edit: onOrigins(signing, (origin) => ({ ...origin, OriginPath: '/licensed' })),
    expected: signedProperty,
  },
  {
    id: 'delivery-of-records',
    sentence: 'the origin is a store of records, which denies everything',
    edit: readsFrom('edu-rec-alder-500000000002'),
    expected: openProperty,
  },
  {
    id: 'delivery-as-nobody',
    sentence: 'the distribution reads without origin access control',
    edit: onOrigins(signing, (origin) => ({ ...origin, OriginAccessControlId: '' })),
    expected: refuted('commons-members-only'),
  },
  {
    id: 'delivery-trusted-signers',
    sentence: 'the key pairs of a root user may sign as well',
    edit: everyLicensed((one) => ({ ...one, TrustedSigners: ['self'] })),
    expected: undecided('delivery-licensed-signed'),
  },
  {
    id: 'delivery-key-group-empty',
    sentence: 'the key group has no key',
    edit: setProperties(keyGroup, { KeyGroupConfig: { Name: 'educloud-lakes', Items: [] } }),
    expected: undecided('delivery-licensed-signed'),
  },
  {
    id: 'delivery-key-elsewhere',
    sentence: 'the key group has a key of no template',
    edit: setProperties(keyGroup, { KeyGroupConfig: { Name: 'educloud-lakes', Items: ['K2JCJMDEHXQW5F'] } }),
    expected: undecided('delivery-licensed-signed'),
  },
  {
    id: 'delivery-key-group-elsewhere',
    sentence: 'the key group is one of no template',
    edit: everyLicensed((one) => ({ ...one, TrustedKeyGroups: ['2b8e6a1c-0000-4000-8000-000000000001'] })),
    expected: undecided('delivery-licensed-signed'),
  },
  {
    id: 'delivery-function',
    sentence: 'a function may change what visitors ask for',
    edit: onBehaviour(signing, 'open/*', (one) => ({
      ...one,
      FunctionAssociations: [
        { EventType: 'viewer-request', FunctionARN: 'arn:<partition>:cloudfront::<account>:function/rewrite' },
      ],
    })),
    expected: undecided('delivery-open-only'),
  },
  {
    id: 'delivery-root-object',
    sentence: 'who asks for `/` gets an object in `licensed/`',
    edit: setConfig(signing, { DefaultRootObject: 'licensed/index.html' }),
    expected: undecided('delivery-licensed-signed'),
  },
  {
    id: 'delivery-error-page',
    sentence: 'who is refused gets an object in `licensed/` instead',
    edit: setConfig(signing, {
      CustomErrorResponses: [{ ErrorCode: 403, ResponseCode: 200, ResponsePagePath: '/licensed/index.html' }],
    }),
    expected: undecided('delivery-licensed-signed'),
  },
  unclaimedSetting(
    'delivery-anywhere',
    'whoever is in whatever country is served',
    { Restrictions: { GeoRestriction: { RestrictionType: 'none' } } },
    'no property speaks of countries',
  ),
  {
    id: 'delivery-open-only-signed',
    sentence:
      'nothing is delivered without a signature, since one behaviour for every path comes first and asks for it',
    edit: onConfig(signing, (config) => ({ ...config, CacheBehaviors: [] })),
    expected: equivalent('what is asked for more often is still delivered'),
  },
  {
    id: 'delivery-open-only-first',
    sentence: 'a distribution of open material alone has a behaviour for every path first',
    edit: first('*', openOnly),
    expected: equivalent('the bucket policy lets the distribution read open material alone'),
  },
];

function unclaimedSetting(id: string, sentence: string, members: Fields, reason: string): MutantKind {
  const expected: Expected = unclaimed(reason);
  return { id, sentence, edit: setConfig(signing, members), expected };
}
