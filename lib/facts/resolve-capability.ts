import type { Capability } from './capability';
import type { Answer, CapabilityRow, Refusal } from './capability-schema';

/** Who asks for what. */
export interface CapabilityQuestion {
  readonly key: string;
  readonly partition: string;
  readonly awsRegion: string | undefined;
}

type LimitedYes = Extract<Answer, { answer: 'yes' }>;

/** Turns the written answer of a partition into the answer for one AWS Region. */
export function resolveCapability(question: CapabilityQuestion, row: CapabilityRow, answer: Answer): Capability {
  if (answer === 'yes') {
    return { ...baseOf(question, row), answer: 'yes' };
  }
  if (!('answer' in answer)) {
    return refuse(baseOf(question, row, answer), answer);
  }
  const base = { ...baseOf(question, row, answer), ...limitsOf(answer) };
  if (answer.elsewhere === undefined || holdsIn(answer, question.awsRegion)) {
    return { ...base, answer: 'yes' };
  }
  const suffix = question.awsRegion === undefined ? ' (it depends on the AWS Region, and none was given)' : '';
  return refuse({ ...base, ...own(answer.elsewhere) }, answer.elsewhere, suffix);
}

type Base = Omit<Extract<Capability, { answer: 'yes' }>, 'answer'>;

function refuse(base: Base, refusal: Refusal, suffix = ''): Capability {
  if ('substitute' in refusal) {
    return { ...base, answer: 'substitute', substitute: refusal.substitute, reason: refusal.reason + suffix };
  }
  return 'no' in refusal
    ? { ...base, answer: 'no', reason: refusal.no + suffix, unknown: false }
    : { ...base, answer: 'no', reason: `not known: ${refusal.unknown}${suffix}`, unknown: true };
}

/** Without an AWS Region a limited answer does not hold: nothing is widened silently. */
function holdsIn(answer: LimitedYes, awsRegion: string | undefined): boolean {
  return (
    awsRegion !== undefined &&
    (answer.onlyAwsRegions?.includes(awsRegion) ?? true) &&
    !(answer.exceptAwsRegions?.includes(awsRegion) ?? false)
  );
}

function baseOf(question: CapabilityQuestion, row: CapabilityRow, answer?: Exclude<Answer, 'yes'>): Base {
  return {
    key: question.key,
    partition: question.partition,
    title: row.title,
    source: row.source,
    certainty: row.certainty,
    ...(row.note === undefined ? {} : { note: row.note }),
    ...own(answer),
  };
}

/** The evidence that an answer carries itself. */
function own(answer: Exclude<Answer, 'yes'> | undefined): Partial<Pick<Base, 'source' | 'certainty' | 'note'>> {
  return {
    ...(answer?.source === undefined ? {} : { source: answer.source }),
    ...(answer?.certainty === undefined ? {} : { certainty: answer.certainty }),
    ...(answer?.note === undefined ? {} : { note: answer.note }),
  };
}

function limitsOf(answer: LimitedYes): Partial<Pick<Base, 'onlyAwsRegions' | 'exceptAwsRegions'>> {
  return {
    ...(answer.onlyAwsRegions === undefined ? {} : { onlyAwsRegions: answer.onlyAwsRegions }),
    ...(answer.exceptAwsRegions === undefined ? {} : { exceptAwsRegions: answer.exceptAwsRegions }),
  };
}
