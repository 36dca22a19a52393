import type { Texts } from './property';

/** Something that a verdict takes for granted. */
export interface Assumption {
  /** `A1`, …; stable. */
  readonly id: string;
  readonly text: Texts;
}

/** What every verdict takes for granted, whatever the assembly says. */
export const assumptions: readonly Assumption[] = [
  {
    id: 'A1',
    text: {
      en: 'What is deployed is what the templates say: nobody changed a policy, a role, a tag or a setting past them (guardrails against such changes are not part of this proof).',
      zh: '实际部署与模板一致：没有人绕过模板修改策略、角色、标签或设置（防止此类修改的护栏不在本证明之内）。',
      ru: 'Развёрнуто то, что записано в шаблонах: никто не менял политики, роли, теги и настройки в обход них (запреты таких изменений в это доказательство не входят).',
    },
  },
  {
    id: 'A2',
    text: {
      en: 'AWS decides requests as its documentation says, in the version of the model printed here; its staff and its services keep to it.',
      zh: 'AWS 按其文档（以此处所示模型版本为准）裁决请求，其员工与服务均遵守之。',
      ru: 'AWS решает запросы так, как написано в её документации (в указанной здесь версии модели); её сотрудники и службы этого придерживаются.',
    },
  },
  {
    id: 'A3',
    text: {
      en: 'In the account of a store, whoever carries the tag educloud:school with the school’s id belongs to the school; who may set that tag is decided by the account’s administrators.',
      zh: '在存储所在账户内，带有 educloud:school 标签且值为该校标识者即属于该校；谁能设置该标签由账户管理员决定。',
      ru: 'В аккаунте хранилища тот, у кого тег educloud:school равен идентификатору школы, принадлежит школе; кто может ставить этот тег, решают администраторы аккаунта.',
    },
  },
  {
    id: 'A4',
    text: {
      en: 'Every account also holds principals that no template shows, with any policies of their own; roles of the templates have the policies and the trust of the templates.',
      zh: '每个账户中还存在模板未显示的主体，其自身策略可为任意；模板中的角色则具有模板所载的策略与信任关系。',
      ru: 'В каждом аккаунте есть и субъекты, которых нет в шаблонах, с любыми собственными политиками; у ролей из шаблонов политики и доверие такие, как в шаблонах.',
    },
  },
  {
    id: 'A5',
    text: {
      en: 'Actions are those that AWS documented on the date of the catalogue; grants of KMS count as use of the key by whoever may create them.',
      zh: '操作以目录日期当日 AWS 文档所列为准；KMS 授权视同由能创建授权者使用密钥。',
      ru: 'Действия — те, что AWS описала на дату каталога; грант KMS считается использованием ключа тем, кто может его создать.',
    },
  },
  {
    id: 'A6',
    text: {
      en: 'Presigned URLs and credentials that were given away count as their owner: a proof says who may ask, not who holds the password.',
      zh: '预签名 URL 与外泄凭证视同其所有者本人：证明说明谁可以请求，而非谁掌握密码。',
      ru: 'Подписанные ссылки и переданные другим учётные данные считаются их владельцем: доказывается, кто вправе спросить, а не у кого пароль.',
    },
  },
  {
    id: 'A7',
    text: {
      en: 'The role that deploys has a policy that allows what CloudFormation needs, carries no tags, and is used by CloudFormation alone.',
      zh: '部署角色拥有 CloudFormation 所需的权限、不带标签，且仅由 CloudFormation 使用。',
      ru: 'У роли развёртывания есть права, нужные CloudFormation, нет тегов, и пользуется ею только CloudFormation.',
    },
  },
  {
    id: 'A8',
    text: {
      en: 'Generated names are unique, and parameters and imports may have any value; a condition key is present or absent with any value unless AWS fixes it.',
      zh: '自动生成的名称互不相同，参数与导入可取任意值；条件键除 AWS 固定者外，可有可无、可取任意值。',
      ru: 'Сгенерированные имена различны, параметры и импорты могут быть любыми; ключ условия может быть или не быть и иметь любое значение, если AWS его не задаёт.',
    },
  },
];
