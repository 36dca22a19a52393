import type { HandoutRole } from './handout-data';

/** Whether some admission of some role asks for an entitlement. */
export function asksForEntitlements(roles: readonly HandoutRole[]): boolean {
  return roles.some(({ admissions }) => admissions.some(({ entitlements }) => entitlements !== undefined));
}

/**
 * The script of a ScriptedAttribute `awsRole`: one value `role ARN,provider ARN` for each role whose trust policy would let the
 * person in. ECMAScript 5, which Nashorn and Rhino both run; values without scope come as texts, scoped ones as objects.
 */
export function roleScript(roles: readonly HandoutRole[], providerArn: string): string {
  const admissions = roles.flatMap(({ arn, admissions: all }) =>
    all.map(({ scopedAffiliations, entitlements }) =>
      [
        '  {',
        `    role: ${literal(`${arn},${providerArn}`)},`,
        `    affiliations: ${list(scopedAffiliations)},`,
        `    entitlements: ${entitlements === undefined ? 'null' : list(entitlements)}`,
        '  }',
      ].join('\n'),
    ),
  );
  const entitled = asksForEntitlements(roles);
  return `var admissions = [
${admissions.join(',\n')}
];
${textsOf}
function anyOf(wanted, held) {
  for (var i = 0; i < wanted.length; i++) {
    if (held.indexOf(wanted[i]) >= 0) return true;
  }
  return false;
}
var affiliations = typeof eduPersonScopedAffiliation === "undefined" ? [] : textsOf(eduPersonScopedAffiliation);
var entitlements = ${entitled ? 'typeof eduPersonEntitlement === "undefined" ? [] : textsOf(eduPersonEntitlement)' : '[]'};
var given = [];
for (var n = 0; n < admissions.length; n++) {
  var one = admissions[n];
  if (!anyOf(one.affiliations, affiliations)) continue;
  if (one.entitlements !== null && !anyOf(one.entitlements, entitlements)) continue;
  if (given.indexOf(one.role) >= 0) continue;
  given.push(one.role);
  awsRole.addValue(one.role);
}`;
}

/**
 * The script of a ScriptedAttribute `awsUser`: the first 26 characters of base32(SHA-256(pairwise-id)), for those only who have a
 * role, so that nothing about anybody else leaves the school.
 */
export function userScript(): string {
  return `var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
${textsOf}
function base32(bytes) {
  var text = "", buffer = 0, bits = 0;
  for (var i = 0; i < bytes.length; i++) {
    buffer = ((buffer & 31) << 8) | (bytes[i] & 255);
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += letters.charAt((buffer >> bits) & 31);
    }
  }
  return text;
}
var ids = typeof samlPairwiseID === "undefined" ? [] : textsOf(samlPairwiseID);
var roles = typeof awsRole === "undefined" ? [] : textsOf(awsRole);
if (ids.length === 1 && roles.length > 0) {
  var bytes = new java.lang.String(ids[0]).getBytes("UTF-8");
  var digest = java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
  awsUser.addValue(base32(digest).substring(0, 26));
}`;
}

/** Stands in both scripts, since each runs alone. */
const textsOf = `function textsOf(attribute) {
  var texts = [];
  if (attribute === null) return texts;
  var values = attribute.getValues();
  for (var i = 0; i < values.size(); i++) {
    var value = values.get(i);
    if (value === null) continue;
    texts.push(typeof value.getScope === "function" ? value.getValue() + "@" + value.getScope() : String(value));
  }
  return texts;
}`;

function list(texts: readonly string[]): string {
  return `[${texts.map(literal).join(', ')}]`;
}

/** A literal of ECMAScript 5 in ASCII that ends no CDATA section. */
function literal(text: string): string {
  return JSON.stringify(text).replace(
    /[^ -~]|[\]<>]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
