import type { HandoutRegion, HandoutRole, HandoutSchool } from '../../../lib/cli/handout/handout-data';

const arn = (school: string, persona: string): string =>
  `arn:aws-cn:iam::444455556666:role/educloud/educloud-small-${school}-${persona}`;

export const provider = 'arn:aws-cn:iam::444455556666:saml-provider/educloud-small-oak';

export const roles: readonly HandoutRole[] = [
  {
    persona: 'teacher',
    arn: arn('oak', 'teacher'),
    admissions: [{ scopedAffiliations: ['faculty@oak.example', 'staff@oak.example', 'faculty@oak-old.example'] }],
  },
  {
    persona: 'school-admin',
    arn: arn('oak', 'school-admin'),
    admissions: [
      { scopedAffiliations: ['employee@oak.example'] },
      {
        scopedAffiliations: ['faculty@oak.example', 'staff@oak.example'],
        entitlements: ['urn:x:admin', 'urn:x:]]>&"é'],
      },
    ],
  },
];

export const oak: HandoutSchool = {
  id: 'oak',
  names: { zh: '橡树小学', en: 'Oak Primary School', ru: 'Дубовая школа' },
  domains: ['oak.example', 'oak-old.example'],
  signIn: {
    kind: 'saml',
    provider: {
      entityId: 'https://idp.oak.example/idp/shibboleth',
      signOn: ['https://idp.oak.example/idp/profile/SAML2/Redirect/SSO'],
      arn: provider,
    },
    roles,
  },
};

export const elm: HandoutSchool = {
  id: 'elm',
  names: { en: 'Elm | School' },
  domains: ['elm.example'],
  signIn: { kind: 'proxy', affiliations: ['faculty', 'staff'], entitlements: ['urn:x:admin'] },
};

export const ash: HandoutSchool = {
  id: 'ash',
  names: {},
  domains: ['ash.example'],
  signIn: {
    kind: 'oidc',
    issuer: 'https://login.ash.example',
    clients: { teacher: 'abc', 'school-admin': 'def' },
    roles: [
      { persona: 'teacher', arn: arn('ash', 'teacher'), admissions: [] },
      { persona: 'school-admin', arn: arn('ash', 'school-admin'), admissions: [] },
    ],
  },
};

export const region: HandoutRegion = {
  region: 'small',
  home: 'cn-north-1',
  serviceProvider: {
    entityId: 'urn:amazon:webservices:cn-north-1',
    audiences: ['https://signin.amazonaws.cn/saml', 'https://cn-north-1.signin.amazonaws.cn/saml'],
    metadataUrl: 'https://cn-north-1.signin.amazonaws.cn/static/saml-metadata.xml',
  },
  userTag: 'educloud:user',
  proxy: { entityId: 'https://proxy.bureau.example/saml' },
  schools: [
    oak,
    elm,
    ash,
    { id: 'fir', names: {}, domains: [], signIn: { kind: 'absent', why: 'external' } },
    { id: 'yew', names: {}, domains: [], signIn: { kind: 'absent', why: 'frozen' } },
    { id: 'bay', names: {}, domains: [], signIn: { kind: 'absent', why: 'none' } },
  ],
};

/** Blocks of code of a page, with their language. */
export function blocksOf(page: string): readonly { readonly language: string; readonly text: string }[] {
  return [...page.matchAll(/^(`{3,})([a-z]+)\n([\s\S]*?)\n\1$/gm)].map(([, , language = '', text = '']) => ({
    language,
    text,
  }));
}
