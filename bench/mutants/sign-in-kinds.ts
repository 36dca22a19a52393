import {
  equivalent,
  oidcProvider,
  oidcRole,
  refuted,
  samlProvider,
  samlRole,
  unclaimed,
  undecided,
  type MutantKind,
} from './kind';
import { onAction, without } from './policy-edits';
import { onResource, setProperties, type Edit, type Fields } from './template';

const signIn = 'sts:AssumeRoleWithSAML';
const scoped = 'saml:edupersonscopedaffiliation';
const ours = 'educloud:user';
const binding = refuted('federation-binding');

/** Other conditions of the sign-in itself. */
function asks(change: (block: Fields) => Fields): Edit {
  return onAction(samlRole, signIn, 'Condition', change);
}

/** Other conditions of passing tags. */
function tags(change: (block: Fields) => Fields): Edit {
  return onAction(samlRole, 'sts:TagSession', 'Condition', change);
}

/** Another provider in every statement. */
function vouchedBy(provider: string): Edit {
  return onResource(samlRole, (resource) => {
    const { Properties: properties } = resource;
    const text = JSON.stringify(properties);
    const changed = text.replace(/(:saml-provider\/)[^"]+/g, () => provider);
    return changed === text ? undefined : { ...resource, Properties: JSON.parse(changed) };
  });
}

const another = (name: string): string => `:saml-provider/educloud-signin-${name}`;

/** Mutants of who signs in to the role of a school. */
export const signInKinds: readonly MutantKind[] = [
  {
    id: 'sign-in-any-audience',
    sentence: 'a trust policy does not ask for whom the assertion was made',
    edit: asks((block) => without(block, 'StringEquals', 'saml:aud')),
    expected: binding,
  },
  {
    id: 'sign-in-other-audience',
    sentence: 'a trust policy takes assertions that were made for another site',
    edit: asks((block) => ({
      ...without(block, 'StringEquals', 'saml:aud'),
      StringLike: { 'saml:aud': 'https://sso.example/*' },
    })),
    expected: binding,
  },
  {
    id: 'sign-in-audience-if-exists',
    sentence: 'a trust policy takes an absent audience for the right one',
    edit: asks((block) => ({
      ...without(block, 'StringEquals', 'saml:aud'),
      StringEqualsIfExists: { 'saml:aud': 'https://signin.amazonaws.cn/saml' },
    })),
    expected: binding,
  },
  {
    id: 'sign-in-transient',
    sentence: 'a trust policy takes subjects that are new at each sign-in',
    edit: asks((block) => without(block, 'StringEquals', 'saml:sub_type')),
    expected: binding,
  },
  {
    id: 'sign-in-any-scope',
    sentence: 'a trust policy asks for no affiliation',
    edit: asks((block) => without(block, 'ForAnyValue:StringEquals')),
    expected: binding,
  },
  {
    id: 'sign-in-other-scope',
    sentence: 'a trust policy asks for an affiliation in the domain of another school',
    edit: asks((block) => ({ ...block, 'ForAnyValue:StringEquals': { [scoped]: 'faculty@elsewhere.example' } })),
    expected: binding,
  },
  {
    id: 'sign-in-scope-pattern',
    sentence: 'a trust policy asks for an affiliation that ends in the domain, which `x@elsewhere@domain` does',
    edit: asks((block) => ({
      ...without(block, 'ForAnyValue:StringEquals'),
      'ForAnyValue:StringLike': { [scoped]: '*@<domain>' },
    })),
    expected: binding,
  },
  {
    id: 'sign-in-scope-all-values',
    sentence: 'a trust policy asks that all affiliations are the right ones, which holds of none',
    edit: asks((block) => ({
      ...without(without(block, 'ForAnyValue:StringEquals'), 'ForAllValues:StringEquals'),
      'ForAllValues:StringEquals': { [scoped]: 'faculty@<domain>', 'aws:TagKeys': ours },
    })),
    expected: binding,
  },
  {
    id: 'sign-in-unnamed',
    sentence: 'a trust policy does not ask for a source identity',
    edit: asks((block) => without(block, 'Null')),
    expected: binding,
  },
  {
    id: 'sign-in-unnamed-alone',
    sentence: 'the statement on sts:SetSourceIdentity has no condition',
    edit: onAction(samlRole, 'sts:SetSourceIdentity', 'Condition', () => ({})),
    expected: equivalent('the statement on signing in asks for a source identity'),
  },
  {
    id: 'sign-in-tag-school',
    sentence: 'the tag of a school is among those that a session may have',
    edit: tags((block) => ({ ...block, 'ForAllValues:StringEquals': { 'aws:TagKeys': [ours, 'educloud:school'] } })),
    expected: binding,
  },
  {
    id: 'sign-in-any-tag',
    sentence: 'sessions may have any tags',
    edit: tags((block) => without(block, 'ForAllValues:StringEquals')),
    expected: binding,
  },
  {
    id: 'sign-in-any-tag-once',
    sentence: 'the statement on signing in does not limit tags',
    edit: asks((block) => without(block, 'ForAllValues:StringEquals')),
    expected: equivalent('the statement on sts:TagSession limits them, without which no tag is passed'),
  },
  {
    id: 'sign-in-other-provider',
    sentence: 'the identity provider of another school vouches for people of this one',
    edit: vouchedBy(another('ash')),
    expected: binding,
  },
  {
    id: 'sign-in-bureau',
    sentence: "the bureau's identity provider vouches for people of a school",
    edit: vouchedBy(another('bureau')),
    expected: binding,
  },
  {
    id: 'sign-in-proxy',
    sentence: 'a proxy vouches for people of a school that no file declares',
    edit: vouchedBy(another('proxy-blue')),
    expected: binding,
  },
  {
    id: 'sign-in-any-provider',
    sentence: 'a trust policy names `*` in the place of an identity provider',
    edit: onAction(samlRole, signIn, 'Principal', () => ({ Federated: '*' })),
    expected: undecided('federation-binding'),
  },
  {
    id: 'sign-in-everybody',
    sentence: 'a trust policy names everybody in the place of an identity provider',
    edit: onAction(samlRole, signIn, 'Principal', () => ({ AWS: '*' })),
    expected: binding,
  },
  {
    id: 'sign-in-provider-of-another',
    sentence: "the tag of a school's identity provider is that of another school",
    edit: tagged(samlProvider),
    expected: binding,
  },
  {
    id: 'sign-in-role-of-another',
    sentence: "the tag of a school's role is that of another school",
    edit: tagged(samlRole),
    expected: binding,
  },
  {
    id: 'sign-in-any-value-of-scope',
    sentence: 'a trust policy lets in pupils of the school as well',
    edit: asks((block) => ({
      ...block,
      'ForAnyValue:StringEquals': { [scoped]: ['faculty@<domain>', 'student@<domain>'] },
    })),
    expected: unclaimed('what an affiliation means stands in no assembly; they are people of the school'),
  },
  {
    id: 'oidc-any-client',
    sentence: 'a trust policy does not ask for which client a token was made',
    edit: onAction(oidcRole, 'sts:AssumeRoleWithWebIdentity', 'Condition', (block) => without(block, 'StringEquals')),
    expected: binding,
  },
  {
    id: 'oidc-two-clients',
    sentence: 'a trust policy takes tokens for two clients',
    edit: onAction(oidcRole, 'sts:AssumeRoleWithWebIdentity', 'Condition', (block) => ({
      ...block,
      StringEquals: { '<issuer>:aud': ['elm-t', 'elm-a'] },
    })),
    expected: binding,
  },
  {
    id: 'oidc-anybody',
    sentence: 'a trust policy takes tokens that are about nobody',
    edit: onAction(oidcRole, 'sts:AssumeRoleWithWebIdentity', 'Condition', (block) => ({
      ...block,
      Null: { 'sts:SourceIdentity': 'false' },
    })),
    expected: binding,
  },
  {
    id: 'oidc-unknown-client',
    sentence: 'the OIDC provider does not know the client that trust policies ask for',
    edit: setProperties(oidcProvider, { ClientIdList: ['elsewhere'] }),
    expected: binding,
  },
];

/** Gives a resource the tag of another school. */
function tagged(where: Parameters<typeof setProperties>[0]): Edit {
  return setProperties(where, { Tags: [{ Key: 'educloud:school', Value: 'elsewhere' }] });
}
