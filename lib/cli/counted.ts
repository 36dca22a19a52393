import type { Language } from './texts';

/** Nouns by plural category (https://cldr.unicode.org/index/cldr-spec/plural-rules); Chinese has one form, with its measure word. */
const forms = {
  bucket: {
    en: { one: 'bucket', other: 'buckets' },
    zh: { other: '个存储桶' },
    ru: { one: 'бакет', few: 'бакета', many: 'бакетов', other: 'бакета' },
  },
  key: {
    en: { one: 'key', other: 'keys' },
    zh: { other: '个密钥' },
    ru: { one: 'ключ', few: 'ключа', many: 'ключей', other: 'ключа' },
  },
  role: {
    en: { one: 'role', other: 'roles' },
    zh: { other: '个角色' },
    ru: { one: 'роль', few: 'роли', many: 'ролей', other: 'роли' },
  },
  vault: {
    en: { one: 'vault', other: 'vaults' },
    zh: { other: '个备份库' },
    ru: { one: 'хранилище копий', few: 'хранилища копий', many: 'хранилищ копий', other: 'хранилища копий' },
  },
  trail: {
    en: { one: 'trail', other: 'trails' },
    zh: { other: '条跟踪' },
    ru: { one: 'журнал', few: 'журнала', many: 'журналов', other: 'журнала' },
  },
  stack: {
    en: { one: 'stack', other: 'stacks' },
    zh: { other: '个堆栈' },
    ru: { one: 'стек', few: 'стека', many: 'стеков', other: 'стека' },
  },
  school: {
    en: { one: 'school', other: 'schools' },
    zh: { other: '所学校' },
    ru: { one: 'школа', few: 'школы', many: 'школ', other: 'школы' },
  },
  account: {
    en: { one: 'account', other: 'accounts' },
    zh: { other: '个账户' },
    ru: { one: 'аккаунт', few: 'аккаунта', many: 'аккаунтов', other: 'аккаунта' },
  },
} as const;

export type Noun = keyof typeof forms;

/** A number with its noun, as the language counts. */
export function counted(language: Language, count: number, noun: Noun): string {
  const known: Readonly<Record<string, string>> = forms[noun][language];
  return `${count} ${known[new Intl.PluralRules(language).select(count)] ?? known.other ?? noun}`;
}
