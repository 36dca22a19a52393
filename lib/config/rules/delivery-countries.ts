import { getAlpha2Codes } from 'i18n-iso-countries';
import { issue } from '../../errors';
import type { Rule } from './rule';

/** Common codes that are none of ISO 3166-1, and what is meant. */
const meant: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR', SU: 'RU' };

/** Whom the CDN serves is said by country, and nobody is served by default. */
export const deliveryCountries: Rule = ({ shell, at }) => {
  const delivery = shell?.delivery;
  if (delivery?.cdn !== 'cloudfront') return [];
  const { countries = [] } = delivery;
  if (countries.length === 0) {
    return [
      issue('EDU323', 'it is not said in which countries the CDN serves', {
        ...at(['delivery']),
        found: 'no `countries`',
        allowed: 'at least one country code of ISO 3166-1, such as CN or BY',
        fix: 'add `countries`; viewers elsewhere get nothing',
      }),
    ];
  }
  return countries.flatMap((one, index) =>
    isCountry(one)
      ? []
      : [
          issue('EDU323', `no country has the code ${one}`, {
            ...at(['delivery', 'countries', index]),
            found: one,
            allowed: 'a country code of ISO 3166-1, such as CN or BY',
            fix: meant[one] === undefined ? 'look the country up in ISO 3166-1' : `write \`${meant[one]}\``,
          }),
        ],
  );
};

/** XK is in common use for Kosovo, but stands in no edition of the standard. */
function isCountry(code: string): boolean {
  return Object.hasOwn(getAlpha2Codes(), code) && code !== 'XK';
}
