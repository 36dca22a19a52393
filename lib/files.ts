import { EducloudError, failure } from './errors';

/** Runs `write`; a refusal of the file system becomes EDU701. */
export function writing<T>(target: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (error instanceof EducloudError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw failure('EDU701', `${target} cannot be written`, {
      file: target,
      found: code,
      allowed: 'a place that you may write to',
      fix: 'choose another, or change its permissions',
    });
  }
}
