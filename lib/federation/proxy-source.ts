/** What one identity provider behind the proxy may say, for all schools that sign in there; lists sorted, nothing twice. */
export interface ProxySource {
  readonly id: string;
  readonly schools: readonly string[];
  readonly scopes: readonly string[];
  readonly affiliations: readonly string[];
  readonly entitlements: readonly string[];
}

/** Attributes that pass, by the name that eduPerson or SAML gives them; the others do not. */
export const passingAttributes = [
  'eduPersonScopedAffiliation',
  'eduPersonPrincipalName',
  'pairwise-id',
  'subject-id',
  'eduPersonEntitlement',
] as const;

export type PassingAttribute = (typeof passingAttributes)[number];

/** Body of a regular expression, without anchors, that matches what the source may say; undefined where that is nothing. */
export function allowedPattern(source: ProxySource, attribute: PassingAttribute): string | undefined {
  const scope = oneOf(source.scopes);
  switch (attribute) {
    case 'eduPersonScopedAffiliation': {
      const value = oneOf(source.affiliations);
      return value === undefined || scope === undefined ? undefined : `${value}@${scope}`;
    }
    case 'eduPersonPrincipalName':
      return scope === undefined ? undefined : `[^@\\s]+@${scope}`;
    // https://docs.oasis-open.org/security/saml-subject-id-attr/v1.0/saml-subject-id-attr-v1.0.html
    case 'pairwise-id':
    case 'subject-id':
      return scope === undefined ? undefined : `[A-Za-z0-9][A-Za-z0-9=-]{0,126}@${scope}`;
    case 'eduPersonEntitlement':
      return oneOf(source.entitlements);
  }
}

/** `(?:a|b)`, with everything escaped that means something in Python, Java or JavaScript. */
function oneOf(values: readonly string[]): string | undefined {
  const escaped = values.map((value) => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return escaped.length === 0 ? undefined : `(?:${escaped.join('|')})`;
}
