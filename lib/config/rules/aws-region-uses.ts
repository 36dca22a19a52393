import type { Place } from '../../errors';
import type { Draft } from '../draft';
import { jurisdictionOf, tierOf } from '../normalise';

/** An AWS Region that a file states, and the jurisdiction it must lie in. */
export interface AwsRegionUse {
  readonly awsRegion: string;
  readonly jurisdiction: string;
  readonly user: string;
  /** The home AWS Region, where this one is for recovery copies: they lie elsewhere. */
  readonly awayFrom?: string;
  readonly place: () => Place;
}

/** Every AWS Region that is written down, for region, districts and nodes. */
export function awsRegionUses({ shell, schools, at }: Draft): AwsRegionUse[] {
  if (shell === undefined) return [];
  const jurisdiction = jurisdictionOf(shell);
  const { home } = shell;
  const stated = (
    owner: { home?: string | undefined; recovery?: string | undefined },
    user: string,
    law: string,
    place: (key: string) => Place,
  ): AwsRegionUse[] =>
    (['home', 'recovery'] as const).flatMap((key) => {
      const awsRegion = owner[key];
      return awsRegion === undefined
        ? []
        : [
            {
              awsRegion,
              jurisdiction: law,
              user: `\`${key}\` of ${user}`,
              ...(key === 'recovery' ? { awayFrom: owner.home ?? home } : {}),
              place: () => place(key),
            },
          ];
    });
  return [
    ...stated(shell, 'the region', jurisdiction, (key) => at([key])),
    ...(shell.districts ?? []).flatMap((district, index) =>
      stated(district, `district \`${district.id}\``, jurisdiction, (key) => at(['districts', index, key])),
    ),
    ...schools.flatMap(({ input, at: place }) =>
      tierOf(input) === 'node'
        ? stated(input, `school \`${input.id}\``, input.jurisdiction ?? jurisdiction, (key) => place([key]))
        : [],
    ),
  ];
}
