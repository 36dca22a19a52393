import { cookieFile, cookieHeader, setCookieLines, sign, type Signed } from '../../delivery';
import { EducloudError, failure, issue, type Issue } from '../../errors';
import { capability } from '../../facts';
import type { CommandContext, Outcome, Values } from '../command';
import { readPrivateKeyFile } from '../delivery/read-key-file';
import { regionOf } from '../delivery/region-of';
import { renderSigned } from '../delivery/render-signed';
import { writeSecret } from '../delivery/write-secret';
import { momentOf } from '../moment';
import { regionFileOf } from '../region-file-of';

/**
 * `educloud delivery sign [FILE] --path PATH --key PRIVATE.pem --key-pair-id ID --until INSTANT …`: URLs, or with `--cookies`
 * cookies, that open what of the commons is licensed. Works offline.
 */
export function deliverySign(values: Values, { language }: CommandContext): Outcome {
  const { cookies, paths, out } = checkOptions(values);
  const asOf = momentOf(values.asOf).earliest;
  const { region, warnings } = regionOf(regionFileOf(values));
  const keyFile = String(values.key);
  const { text: privateKey, issues: keyIssues } = readPrivateKeyFile(keyFile);
  const { signed, issues: found } = sign(region.delivery, {
    paths,
    privateKey,
    keyFile,
    keyPairId: String(values.keyPairId),
    until: String(values.until),
    ...(typeof values.from === 'string' ? { from: values.from } : {}),
    ...(typeof values.ip === 'string' ? { ip: values.ip } : {}),
    ...(typeof values.domain === 'string' ? { domain: values.domain } : {}),
    cookies,
    asOf,
  });
  const issues = [...warnings, ...keyIssues, ...found, ...unreachable(region.partition, values.ip)];
  if (signed === undefined) throw new EducloudError(issues);
  if (out !== undefined && signed.cookies !== undefined) {
    writeSecret(out, cookieFile(signed.cookies), values.replace === true);
  }
  return {
    exitCode: 0,
    json: document(region.id, signed, out, issues),
    text: renderSigned(region.id, signed, out, language),
    issues,
  };
}

function document(
  region: string,
  { cookies, ...signed }: Signed,
  out: string | undefined,
  issues: readonly Issue[],
): unknown {
  return {
    ok: true,
    region,
    ...signed,
    ...(cookies === undefined
      ? {}
      : {
          cookies: {
            ...cookies,
            setCookie: setCookieLines(cookies),
            header: cookieHeader(cookies),
            file: cookieFile(cookies),
            ...(out === undefined ? {} : { out }),
          },
        }),
    issues,
  };
}

/** Policies know IPv4 alone, and the distribution may be reached by IPv6. */
function unreachable(partition: string, ip: Values[string]): readonly Issue[] {
  if (ip === undefined || capability(partition, 'cdn.ipv6').answer !== 'yes') return [];
  return [
    {
      ...issue('EDU589', 'who comes by IPv6 is refused, wherever from', {
        found: `--ip ${String(ip)}`,
        fix: 'make sure that the viewers come by IPv4, or leave out `--ip`',
      }),
      severity: 'warning',
    },
  ];
}

/** Options that only make sense together. */
function checkOptions(values: Values): {
  readonly cookies: boolean;
  readonly paths: readonly string[];
  readonly out: string | undefined;
} {
  const cookies = values.cookies === true;
  const paths = Array.isArray(values.path) ? values.path.map(String) : [];
  if (!cookies && (typeof values.out === 'string' || values.replace === true)) {
    throw failure('EDU704', '`--out` and `--replace` are for a file of cookies', {
      fix: 'add `--cookies`, or leave them out; `--json` is easily taken apart',
    });
  }
  if (cookies && paths.length > 1) {
    throw failure('EDU704', 'cookies are for one path', {
      found: `${paths.length} paths`,
      fix: 'sign the folder above them with `/*`: cookies for another path would replace the first',
    });
  }
  return { cookies, paths, out: typeof values.out === 'string' ? values.out : undefined };
}
