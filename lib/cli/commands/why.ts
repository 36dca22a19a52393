import { readWorld } from '../../model';
import type { CommandContext, Outcome, Values } from '../command';
import { answerWhy } from '../why/answer-why';

/** `educloud why ASSEMBLY --as P --do ACTION --on RESOURCE [--with KEY=VALUE …]`: one request, and what decides it. */
export function why(values: Values, { language }: CommandContext): Outcome {
  return answerWhy(readWorld(String(values.assembly)), values, language);
}
