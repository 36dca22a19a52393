import { isObject } from '../is-object';
import type { SignIn } from '../world';

/** The part `federation` of `educloud.json`; what is wrong in it is told by `wrong` and left out. */
export function readSignIn(
  given: unknown,
  texts: (given: unknown, path: string) => readonly string[],
  wrong: (path: string, allowed: string) => void,
): SignIn {
  if (!isObject(given)) wrong('federation', 'an object');
  const { proxies, bureau, domains, bureauDomains, audiences, userTags } = isObject(given) ? given : {};
  if (domains !== undefined && !isObject(domains)) wrong('federation.domains', 'an object');
  return {
    proxies: texts(proxies, 'federation.proxies'),
    bureau: texts(bureau, 'federation.bureau'),
    domains: Object.fromEntries(
      Object.entries(isObject(domains) ? domains : {}).map(([school, list]) => [
        school,
        texts(list, `federation.domains.${school}`),
      ]),
    ),
    ...(bureauDomains === undefined ? {} : { bureauDomains: texts(bureauDomains, 'federation.bureauDomains') }),
    audiences: texts(audiences, 'federation.audiences'),
    userTags: texts(userTags, 'federation.userTags'),
  };
}
