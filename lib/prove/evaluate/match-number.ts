import { answer, type Answer } from './answer';

/** How two numbers stand to each other. */
export type Comparison = 'Equals' | 'LessThan' | 'LessThanEquals' | 'GreaterThan' | 'GreaterThanEquals';

/** A value of a request against a number of a policy; unknown where one is no decimal number, or too long to be exact. */
export function matchNumber(comparison: Comparison, policy: string, value: string): Answer {
  return compare(comparison, numberOf(value), numberOf(policy));
}

/**
 * A value of a request against a date of a policy, in one of the forms of ISO 8601 that W3C names or as seconds of the epoch.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function matchDate(comparison: Comparison, policy: string, value: string): Answer {
  return compare(comparison, dateOf(value), dateOf(policy));
}

function compare(comparison: Comparison, one: number | undefined, other: number | undefined): Answer {
  if (one === undefined || other === undefined) return 'unknown';
  const holds = {
    Equals: one === other,
    LessThan: one < other,
    LessThanEquals: one <= other,
    GreaterThan: one > other,
    GreaterThanEquals: one >= other,
  };
  return answer(holds[comparison]);
}

function numberOf(text: string): number | undefined {
  // Fifteen digits are exact in a double.
  return /^[-+]?\d{1,15}(?:\.\d+)?$/.test(text) && text.replace(/\D/g, '').length <= 15 ? Number(text) : undefined;
}

const iso = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[-+]\d{2}:\d{2}))?)?)?$/;

/** Milliseconds of the epoch. */
function dateOf(text: string): number | undefined {
  if (/^\d{5,13}$/.test(text)) return Number(text) * 1000;
  const time = iso.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
