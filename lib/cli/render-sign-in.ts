import type { IdentityHome, Plan } from '../plan';
import { cloudPersonas } from '../vocabulary';
import type { Language, Text } from './texts';

const texts = {
  signIn: { en: 'who signs in', zh: '登录方式', ru: 'кто входит' },
  nobody: {
    en: 'nobody: the region file names no federation, so the templates make no role for people',
    zh: '无人：区域文件未配置身份联邦，模板不为任何人创建角色',
    ru: 'никто: в файле региона нет федерации, и шаблоны не создают ролей для людей',
  },
  nodes: {
    en: 'direct: {count} nodes, each by its own identity provider',
    zh: 'direct：{count} 个独立节点，各用本校身份提供者',
    ru: 'direct: узлов {count}, каждый через своего провайдера',
  },
  direct: {
    en: '{account} direct: {count} identity providers of its schools, of at most {most}',
    zh: '{account} direct：{count} 个学校身份提供者，上限 {most}',
    ru: '{account} direct: провайдеров школ {count}, не больше {most}',
  },
  sharded: {
    en: '{account} sharded: {count} identity providers of its schools, of at most {most}; the district has further accounts',
    zh: '{account} sharded：{count} 个学校身份提供者，上限 {most}；学区另有账户',
    ru: '{account} sharded: провайдеров школ {count}, не больше {most}; у округа есть другие аккаунты',
  },
  tooMany: {
    en: '{account} proxy: {count} identity providers are more than the {most} that an account may have; all come in by {proxy}',
    zh: '{account} proxy：{count} 个身份提供者超过每账户上限 {most}；均经由 {proxy} 登录',
    ru: '{account} proxy: провайдеров {count}, больше допустимых для аккаунта {most}; все входят через {proxy}',
  },
  asked: {
    en: '{account} proxy: as the region file asks; {count} identity providers behind {proxy}',
    zh: '{account} proxy：按区域文件要求；{count} 个身份提供者位于 {proxy} 之后',
    ru: '{account} proxy: как требует файл региона; провайдеров за {proxy}: {count}',
  },
  oidc: {
    en: 'OpenID Connect: {count} schools',
    zh: 'OpenID Connect：{count} 所学校',
    ru: 'OpenID Connect: школ {count}',
  },
  silent: {
    en: 'without sign-in: {count} schools',
    zh: '暂无登录：{count} 所学校',
    ru: 'без входа: школ {count}',
  },
  roles: { en: 'roles for people: {roles}', zh: '人员角色：{roles}', ru: 'роли для людей: {roles}' },
  bureau: {
    en: 'the bureau: operators and auditors by {provider}; break-glass in {count} accounts',
    zh: '主管部门：运维与审计人员经由 {provider}；{count} 个账户设紧急访问角色',
    ru: 'управление: операторы и аудиторы через {provider}; аварийный доступ в аккаунтах: {count}',
  },
} as const satisfies Record<string, Text>;

/** How people of each account come in, and why that way. */
export function signInLines({ federation, schools }: Plan, language: Language): string[] {
  const say = (key: keyof typeof texts, values: Readonly<Record<string, string | number>> = {}): string =>
    texts[key][language].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  const heading = `${say('signIn')}:`;
  if (federation === undefined) return [`${heading} ${say('nobody')}`];
  const { homes, bureau, proxy } = federation;
  const nodes = new Set(schools.flatMap(({ tier, account }) => (tier === 'node' ? [account] : [])));
  const own = homes.filter(({ account }) => nodes.has(account)).length;
  const shared = homes.filter(({ account }) => !nodes.has(account));
  const active = schools.filter(({ status }) => status === 'active');
  const oidc = active.filter(({ signIn }) => signIn?.via === 'oidc').length;
  const silent = active.filter(({ signIn }) => signIn === undefined).length;
  const roles = cloudPersonas.map((persona) => {
    const count = active.filter(({ signIn }) => signIn?.roles.some((role) => role.persona === persona)).length;
    return `${count} ${persona}`;
  });
  return [
    heading,
    ...(own > 0 ? [`  ${say('nodes', { count: own })}`] : []),
    ...shared.map(
      (home) =>
        `  ${say(reasonOf(home), {
          account: home.account,
          count: home.identityProviders,
          most: home.most,
          proxy: proxy?.entityId ?? '',
        })}`,
    ),
    ...(oidc > 0 ? [`  ${say('oidc', { count: oidc })}`] : []),
    ...(silent > 0 ? [`  ${say('silent', { count: silent })}`] : []),
    `  ${say('roles', { roles: roles.join(', ') })}`,
    ...(bureau === undefined
      ? []
      : [`  ${say('bureau', { provider: bureau.entityId, count: bureau.breakGlassAccounts.length })}`]),
  ];
}

function reasonOf({ mode, asked }: IdentityHome): 'direct' | 'sharded' | 'asked' | 'tooMany' {
  if (mode !== 'proxy') return mode;
  return asked ? 'asked' : 'tooMany';
}
