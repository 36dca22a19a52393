/**
 * The milliseconds since 1970 of a date in a policy: seconds since 1970, or the W3C profile of ISO 8601; undefined for
 * everything else.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function millisecondsOf(text: string): number | undefined {
  if (text === '0' || /^-?\d{5,12}$/.test(text)) return Number(text) * 1000;
  const groups = profile.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const [year, month, day, hour, minute, second] = ['year', 'month', 'day', 'hour', 'minute', 'second'].map((name) =>
    groups[name] === undefined ? undefined : Number(groups[name]),
  );
  const at = new Date(0);
  at.setUTCFullYear(year ?? 0, (month ?? 1) - 1, day ?? 1);
  // A month or a day that is not in the calendar runs over into another one.
  if (at.getUTCMonth() !== (month ?? 1) - 1 || at.getUTCDate() !== (day ?? 1)) return undefined;
  const clock = ((hour ?? 0) * 60 + (minute ?? 0)) * 60 + (second ?? 0);
  if ((minute ?? 0) > 59 || (second ?? 0) > 59 || clock > 24 * 3600) return undefined;
  const zone = zoneOf(groups.zone ?? 'Z');
  return zone === undefined
    ? undefined
    : at.getTime() + (clock - zone) * 1000 + Number((groups.part ?? '0').padEnd(3, '0'));
}

const profile =
  /^(?<year>\d{4})(?:-(?<month>\d\d)(?:-(?<day>\d\d)(?:T(?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:\.(?<part>\d{1,3}))?)?(?<zone>Z|[-+]\d\d:\d\d))?)?)?$/;

/** Seconds east of Greenwich. */
function zoneOf(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number);
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60;
}
