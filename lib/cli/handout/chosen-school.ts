import { failure, KitError } from '../../errors';
import { handoutSoftware } from './handout-data';
import type { HandoutRegion, HandoutSchool, HandoutSignIn, HandoutSoftware, OtherSoftware } from './handout-data';

type Saml = Extract<HandoutSignIn, { kind: 'saml' }>;
type Proxied = Extract<HandoutSignIn, { kind: 'proxy' }> & { readonly entityId: string };
type Oidc = Extract<HandoutSignIn, { kind: 'oidc' }>;

/** A school for which a hand-out can be written, how it signs in, and the software that the hand-out is for. */
export type ChosenSchool = { readonly school: HandoutSchool } & (
  | { readonly kind: 'saml'; readonly signIn: Saml; readonly software: 'shibboleth' | OtherSoftware }
  | { readonly kind: 'proxy'; readonly signIn: Proxied; readonly software: HandoutSoftware }
  | { readonly kind: 'oidc'; readonly signIn: Oidc }
);

const forSaml = ['shibboleth', 'adfs', 'keycloak', 'cas', 'entra'] as const;

const absent = {
  none: '`identityProvider` is `none`',
  external: 'an external school, without AWS resources here',
  frozen: 'its data are frozen, so that it has neither provider nor roles',
} as const;

/** The school, how it signs in, and the software that was asked for. Throws EDU561, EDU562 or EDU563. */
export function chosenSchool(region: HandoutRegion, id: string, wanted: HandoutSoftware | undefined): ChosenSchool {
  const school = region.schools.find((one) => one.id === id);
  if (school === undefined) {
    throw failure('EDU561', `region ${region.region} has no school ${id}`, {
      found: id,
      allowed: 'the id of a school of the region file',
      fix: 'look it up with `educloud plan FILE --json`',
    });
  }
  const { signIn } = school;
  switch (signIn.kind) {
    case 'absent':
      throw failure('EDU562', `nobody signs in at ${id}`, {
        found: absent[signIn.why],
        allowed: 'a school whose people sign in here',
        fix: 'give the school an identity provider, or choose another school',
      });
    case 'proxy': {
      if (region.proxy === undefined)
        throw new KitError(`${id} signs in through a proxy that the region does not have`);
      const software = fitting(id, wanted, handoutSoftware, 'shibboleth');
      return { school, kind: 'proxy', signIn: { ...signIn, entityId: region.proxy.entityId }, software };
    }
    case 'saml': {
      const software = fitting(id, wanted, forSaml, 'shibboleth');
      return { school, kind: 'saml', signIn, software };
    }
    case 'oidc':
      fitting(id, wanted, ['oidc'], 'oidc');
      return { school, kind: 'oidc', signIn };
  }
}

function fitting<Fit extends HandoutSoftware>(
  id: string,
  wanted: HandoutSoftware | undefined,
  fit: readonly Fit[],
  usual: Fit,
): Fit {
  const software = wanted === undefined ? usual : fit.find((one) => one === wanted);
  if (software !== undefined) return software;
  throw failure('EDU563', `${id} does not sign in by means of ${wanted ?? usual}`, {
    found: wanted ?? usual,
    allowed: fit.join(', '),
    fix: `leave out \`--software\` for ${usual}`,
  });
}
