import type { Text } from '../texts';

/** Sentences about what distributions do for those who visit them; `{…}` is put in. */
export const deliveryTexts = {
  open: {
    en: 'The behaviour {pattern} of {distribution} delivers it to every visitor, without a signature ({place}).',
    zh: '{distribution} 的行为 {pattern} 向任何访问者交付该对象，无需签名（{place}）。',
    ru: 'Правило {pattern} дистрибуции {distribution} отдаёт это любому посетителю без подписи ({place}).',
  },
  signed: {
    en: 'The behaviour {pattern} of {distribution} delivers it, and asks for a signature ({place}).',
    zh: '{distribution} 的行为 {pattern} 交付该对象，并要求签名（{place}）。',
    ru: 'Правило {pattern} дистрибуции {distribution} отдаёт это и требует подписи ({place}).',
  },
  odd: {
    en: 'Written in another way, its path meets the behaviour {pattern} of {distribution}, which asks for no signature ({place}).',
    zh: '若路径换一种写法，将匹配 {distribution} 的行为 {pattern}，该行为不要求签名（{place}）。',
    ru: 'Если записать путь иначе, он попадёт под правило {pattern} дистрибуции {distribution}, где подпись не нужна ({place}).',
  },
  none: {
    en: 'No behaviour of a distribution of the templates that asks in this way leads to it.',
    zh: '模板中以此方式请求的 CDN 分配没有任何行为通向该对象。',
    ru: 'Ни одно правило дистрибуции из шаблонов, которая запрашивает так, к этому не ведёт.',
  },
} as const satisfies Record<string, Text>;
