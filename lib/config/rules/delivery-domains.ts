import { getDomain } from 'tldts';
import { issue, type Issue } from '../../errors';
import { capability } from '../../facts';
import type { Draft } from '../draft';
import type { Rule } from './rule';

/** Domains come with a certificate, and in mainland China with a recordal that covers them. */
export const deliveryDomains: Rule = (draft) => {
  const delivery = draft.shell?.delivery;
  if (delivery?.cdn !== 'cloudfront') return [];
  return [...repeated(draft), ...uncertified(draft), ...unrecorded(draft)];
};

function repeated({ shell, at }: Draft): Issue[] {
  const domains = shell?.delivery?.domains ?? [];
  return domains.flatMap((one, index) =>
    domains.indexOf(one) === index
      ? []
      : [
          issue('EDU321', `the domain ${one} stands twice`, {
            ...at(['delivery', 'domains', index]),
            found: one,
            allowed: 'each domain once',
            fix: 'take one of them out',
          }),
        ],
  );
}

function uncertified({ shell, at }: Draft): Issue[] {
  const { domains, certificate } = shell?.delivery ?? {};
  if (domains !== undefined && certificate === undefined) {
    return [
      issue('EDU321', `nobody could open ${domains[0] ?? ''}: it has no certificate`, {
        ...at(['delivery', 'domains']),
        found: domains.join(', '),
        allowed: '`domains` with a `certificate` that covers them',
        fix: 'add `certificate` with the ARN or id of a certificate for these domains',
      }),
    ];
  }
  if (certificate !== undefined && domains === undefined) {
    return [
      issue('EDU321', 'the certificate is for no domain', {
        ...at(['delivery', 'certificate']),
        found: 'no `domains`',
        allowed: 'the domains that the certificate covers',
        fix: 'add `domains`, or take `certificate` out',
      }),
    ];
  }
  return [];
}

function unrecorded({ shell, at }: Draft): Issue[] {
  if (shell === undefined) return [];
  const { domains = [], icp } = shell.delivery ?? {};
  const needed = capability(shell.partition, 'cdn.icpRequired').answer === 'yes';
  if (icp === undefined) {
    if (!needed || domains.length === 0) return [];
    return [
      issue('EDU322', `the domains have no ICP recordal, without which CloudFront in ${shell.partition} serves none`, {
        ...at(['delivery', 'domains']),
        found: 'no `icp`',
        allowed: '`icp` with `recordalNumber`, `rootDomain` and `operator`',
        fix: 'file the root domain (ICP 备案) and add `icp`',
      }),
    ];
  }
  if (!needed) {
    return [
      issue('EDU322', `a recordal has no meaning in ${shell.partition}`, {
        ...at(['delivery', 'icp']),
        found: 'icp',
        allowed: 'no `icp`',
        fix: 'take `icp` out; the duty holds in mainland China',
      }),
    ];
  }
  const { rootDomain } = icp;
  const root = getDomain(rootDomain);
  if (root !== rootDomain) {
    return [
      issue('EDU322', `${rootDomain} is no root domain, and a recordal is filed for one`, {
        ...at(['delivery', 'icp', 'rootDomain']),
        found: rootDomain,
        allowed: 'a domain as it is registered, such as hit.edu.cn',
        fix: root === null ? 'write the domain that was registered under it' : `write \`${root}\``,
      }),
    ];
  }
  return domains.flatMap((one, index) =>
    one === rootDomain || one.endsWith(`.${rootDomain}`)
      ? []
      : [
          issue('EDU322', `the recordal does not cover ${one}`, {
            ...at(['delivery', 'domains', index]),
            found: one,
            allowed: `${rootDomain} and what lies in it`,
            fix: 'take the domain out, or write the recordal that covers it',
          }),
        ],
  );
}
