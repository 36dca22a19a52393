/** Who counts as inside: AWS Organizations ids, and accounts whether or not they belong to one. */
export interface Perimeter {
  /** AWS Organizations ids, such as `o-a1b2c3d4e5`. */
  readonly organizations: string[];
  /** Account ids of twelve digits. */
  readonly accounts: string[];
}
