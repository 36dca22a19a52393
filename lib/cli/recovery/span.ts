import type { Language } from '../texts';

const units = [
  { minutes: 1440, en: ' days', zh: ' 天', ru: ' сут' },
  { minutes: 60, en: ' h', zh: ' 小时', ru: ' ч' },
  { minutes: 1, en: ' min', zh: ' 分钟', ru: ' мин' },
] as const;

/** Minutes in the largest unit that holds them whole; two days and more in days, all else in hours or minutes. */
export function span(minutes: number, language: Language): string {
  const unit = units.find(
    (one) => minutes % one.minutes === 0 && minutes >= (one.minutes === 1440 ? 2880 : one.minutes),
  );
  return unit === undefined ? `${minutes}${units[2][language]}` : `${minutes / unit.minutes}${unit[language]}`;
}
