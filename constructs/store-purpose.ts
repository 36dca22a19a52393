import { oldVersionDays } from '../lib/vocabulary';

/** What a school's store is for, with the protection that goes with it. */
export class StorePurpose {
  /**
   * Personal data. Object Lock is enabled, so that retention can be switched on later (it cannot be added to a bucket);
   * old versions stay for a year.
   */
  public static records(): StorePurpose {
    return new StorePurpose('records', true, oldVersionDays.records);
  }

  /** Teaching resources. Old versions stay for 90 days. */
  public static materials(): StorePurpose {
    return new StorePurpose('materials', false, oldVersionDays.materials);
  }

  /** What drills write, lose and restore: nothing of anybody's, with the protection of records. Old versions stay for 30 days. */
  public static canary(): StorePurpose {
    return new StorePurpose('canary', true, 30);
  }

  private constructor(
    /** Name as it stands in the tag `educloud:store`. */
    public readonly name: string,
    /** Whether Object Lock is enabled when the bucket is created. */
    public readonly objectLock: boolean,
    /** Days after which a version that is no longer current is deleted. */
    public readonly noncurrentDays: number,
  ) {}
}
