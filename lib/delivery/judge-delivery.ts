import type { Delivery, DeliverySigning } from '../config';
import { issue, type Issue } from '../errors';

/** Who signs in a region; an issue where nothing of it is delivered by signature. */
export function signingOf(delivery: Delivery | undefined): {
  readonly signing?: DeliverySigning;
  readonly issues: readonly Issue[];
} {
  const { cdn, dataClasses, signing, place } = delivery ?? {};
  if (cdn === 'cloudfront' && dataClasses?.includes('licensed') === true && signing !== undefined) {
    return { signing, issues: [] };
  }
  const found =
    delivery === undefined
      ? 'a region without `delivery`'
      : cdn === 'none'
        ? '`cdn: none`: members read the commons with credentials of their own'
        : signing === undefined
          ? '`delivery` without `signing`'
          : '`dataClasses` without `licensed`';
  return {
    issues: [
      issue('EDU571', 'the region delivers nothing by signature', {
        ...place,
        found,
        allowed: '`delivery` with `cdn: cloudfront`, `licensed` among its `dataClasses`, and `signing`',
        fix: 'what is open needs no signature; for what is licensed, add keys under `delivery.signing`',
      }),
    ],
  };
}

/** The domain that a signature is for: as asked, or the only one of the region. */
export function domainOf(
  delivery: Delivery | undefined,
  asked: string | undefined,
): { readonly domain?: string; readonly issues: readonly Issue[] } {
  if (delivery === undefined) return { issues: [] };
  const { domains } = delivery;
  const name = asked?.toLowerCase();
  const problem = (message: string, found: string, allowed: string): { issues: readonly Issue[] } => ({
    issues: [issue('EDU581', message, { found, allowed, fix: 'name one with `--domain`, without scheme and path' })],
  });
  if (domains.length === 0) {
    // The distribution's own name; a signature for another name opens nothing, and would leak what was asked for.
    const own = 'the name of the distribution, such as d111111abcdef8.cloudfront.net';
    if (name === undefined) return problem('the region has no domain of its own', 'none', own);
    return /^d[0-9a-z]{6,}\.cloudfront\.net$/.test(name)
      ? { domain: name, issues: [] }
      : problem('the domain is not that of a distribution', name, own);
  }
  const domain = name === undefined && domains.length === 1 ? domains[0] : domains.find((one) => one === name);
  if (domain !== undefined) return { domain, issues: [] };
  return name === undefined
    ? problem('the region has several domains', 'none', domains.join(', '))
    : problem('the region does not deliver by this domain', name, domains.join(', '));
}
