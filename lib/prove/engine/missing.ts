import type { Requirement } from '../property';
import { undecided } from './answers';
import type { Answer } from './context';
import type { Lack } from './lack';
import { stopsUnheard } from './stop-alarms';
import { strayCopies } from './stray-copies';
import type { Setting } from './setting';
import type { Subject } from './subject';
import { unlocked } from './unlocked';

/** What is missing of a requirement of copies, vaults, logs and trails, rather what is known to be. */
export function missing(setting: Setting, subject: Subject, requirement: Requirement): Lack | undefined {
  const found = allMissing(setting, subject, requirement);
  return found.find(({ sure }) => sure) ?? found[0];
}

function allMissing(setting: Setting, subject: Subject, requirement: Requirement): readonly Lack[] {
  switch (requirement) {
    case 'locked':
      return unlocked(setting, subject);
    case 'copies-at-home':
      return strayCopies(setting, subject);
    case 'stop-heard':
      return stopsUnheard(setting, subject);
    case 'logs-here':
      return logsElsewhere(setting, subject);
    default:
      return [];
  }
}

/** As an answer about a property. */
export function answerOf({ sure, reason, at }: Lack): Answer {
  return sure ? { verdict: 'refuted', statements: [], reason, at } : undecided(reason, at);
}

/** Of a bucket in another assembly nobody knows here what becomes of the logs. */
function logsElsewhere({ world }: Setting, { trail }: Subject): readonly Lack[] {
  if (trail === undefined || world.buckets.some(({ name }) => name === trail.bucket)) return [];
  return [{ sure: false, reason: 'the bucket that the trail writes to is not in the assembly', at: [trail.source] }];
}
