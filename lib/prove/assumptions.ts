import type { Texts } from './property';

/** Something that a verdict takes for granted. */
export interface Assumption {
  /** `A1`, …; stable, and explained in docs/proofs.md. */
  readonly id: string;
  readonly text: Texts;
  /** Some verdicts alone take it; it is printed where one of them does. */
  readonly some?: true;
}

/** What verdicts take for granted, whatever the assembly says. */
export const assumptions: readonly Assumption[] = [
  {
    id: 'A1',
    text: {
      en: 'Nobody uses the root user of an account; AWS’s staff and services do what AWS documents.',
      zh: '无人使用账户的根用户；AWS 的员工与服务按 AWS 文档行事。',
      ru: 'Никто не пользуется корневым пользователем аккаунта; сотрудники и сервисы AWS действуют так, как описано в документации AWS.',
    },
  },
  {
    id: 'A2',
    text: {
      en: 'KMS grants, access points, access grants and shares made by calls stand in no template, and none exists.',
      zh: '以 API 调用创建的 KMS 授权、接入点、访问授权与共享不在任何模板中，并假定均不存在。',
      ru: 'Грантов KMS, точек доступа, access grants и общего доступа, созданных вызовами API, нет ни в одном шаблоне, и предполагается, что их не существует.',
    },
  },
  {
    id: 'A3',
    text: {
      en: 'What stands in the accounts is what stands in the templates; nothing was changed past them.',
      zh: '账户中的实际内容与模板一致，没有绕过模板的更改。',
      ru: 'В аккаунтах стоит то, что записано в шаблонах; в обход них ничего не менялось.',
    },
  },
  {
    id: 'A4',
    text: {
      en: 'Who may change what keeps copies and logs, where copies go, and trails is proved; who may change other policies, keys, roles, tags, backup plans, rules or topics is not yet.',
      zh: '谁可以更改保护副本与日志的设置、副本去向以及跟踪，已在证明之内；谁可以更改其他策略、密钥、角色、标签、备份计划、规则或主题，尚不在其内。',
      ru: 'Кто может менять то, что хранит копии и журналы, назначение копий и сами журналы, доказано; кто может менять прочие политики, ключи, роли, теги, планы копирования, правила и темы – пока нет.',
    },
  },
  {
    id: 'A5',
    text: {
      en: 'Whoever carries a school’s tag in the school’s account acts for the school. Who gets it by signing in or by a chain of roles of the templates is proved; who may give it through IAM is not yet.',
      zh: '在学校账户内带有该校标签者即代表该校。经登录或经模板中的角色链取得该标签者已在证明之内；谁可以通过 IAM 授予，尚不在其内。',
      ru: 'Носитель тега школы в аккаунте школы действует за школу. Кто получает тег входом или цепочкой ролей из шаблонов, доказано; кто может дать его через IAM – пока нет.',
    },
  },
  {
    id: 'A6',
    text: {
      en: 'Policies attached outside the templates do not widen the roles of the templates; of all other principals nothing is assumed.',
      zh: '模板之外附加的策略不会扩大模板中角色的权限；对其他主体不作任何假定。',
      ru: 'Политики, подключённые вне шаблонов, не расширяют роли из шаблонов; об остальных субъектах ничего не предполагается.',
    },
  },
  {
    id: 'A7',
    text: {
      en: 'The service roles that are named are taken by AWS services and the people printed with them, who use what they read as the exception says; nobody but a school’s own roles is asked whether they may pass one to a service.',
      zh: '列名的服务角色仅由 AWS 服务及随之列出的人员代入，并按例外说明使用所读内容；除学校自身的角色外，未查验谁可以把它们传递给服务。',
      ru: 'Названные служебные роли принимают только сервисы AWS и перечисленные при них люди и используют прочитанное так, как сказано в исключении; может ли кто-то передать их сервису, проверено только для ролей самой школы.',
    },
  },
  {
    id: 'A8',
    text: {
      en: 'CloudFormation alone takes the role that deploys, which may do what it needs and carries no tags.',
      zh: '部署角色仅由 CloudFormation 代入，具备所需权限且不带标签。',
      ru: 'Роль развёртывания принимает только CloudFormation; ей можно всё нужное, тегов у неё нет.',
    },
  },
  {
    id: 'A9',
    text: {
      en: 'The perimeter that educloud.json or a cells file names is the inside, and nobody joins it unseen.',
      zh: 'educloud.json 或单元文件所列边界即为内部，无人悄然加入。',
      ru: 'Периметр, названный в educloud.json или файле ячеек, и есть «внутри», и никто не входит в него незаметно.',
    },
  },
  {
    id: 'A10',
    text: {
      en: 'The tag educloud:school on a resource, or a cells file, says truly whose it is.',
      zh: '资源上的 educloud:school 标签或单元文件如实说明其归属。',
      ru: 'Тег educloud:school на ресурсе или файл ячеек верно говорит, чей он.',
    },
  },
  {
    id: 'A11',
    text: {
      en: 'Names, tags and keys may be longer than AWS allows, so that more is covered than AWS accepts.',
      zh: '名称、标签与键可长于 AWS 的上限，因此覆盖范围大于 AWS 所接受者。',
      ru: 'Имена, теги и ключи могут быть длиннее, чем допускает AWS, так что охвачено больше, чем AWS принимает.',
    },
  },
  {
    id: 'A12',
    text: {
      en: 'Properties speak of requests from now on, not of what was written, copied or granted before.',
      zh: '性质针对今后的请求，不涉及此前已写入、复制或授予的内容。',
      ru: 'Свойства говорят о будущих запросах, а не о том, что было записано, скопировано или выдано раньше.',
    },
  },
  {
    id: 'A13',
    text: {
      en: 'What visitors of distributions of the templates get is decided; whoever reads through any other server asks as that server.',
      zh: '模板中分发的访客能得到什么，已在判定之内；经其他任何服务器读取者视同该服务器。',
      ru: 'Что получают посетители дистрибуций из шаблонов, решается здесь; читающий через любой другой сервер запрашивает от имени этого сервера.',
    },
  },
  {
    id: 'A14',
    text: {
      en: 'IAM works as its documentation says, in the version of the model and of the list of actions printed here.',
      zh: 'IAM 按其文档运作，以此处所示的模型版本与操作清单日期为准。',
      ru: 'IAM работает так, как написано в его документации, в указанных здесь версиях модели и списка действий.',
    },
  },
  {
    id: 'A15',
    text: {
      en: 'Nobody asks by a session of sts:GetFederationToken, or by a service-linked role, which policies of an organisation do not bind.',
      zh: '无人以 sts:GetFederationToken 的会话或服务相关角色（不受组织策略约束）提出请求。',
      ru: 'Никто не обращается через сессию sts:GetFederationToken или через роль, связанную с сервисом, на которую политики организации не действуют.',
    },
  },
  {
    id: 'A16',
    text: {
      en: 'The proxy filters scope: it passes on an affiliation only in a domain of the school whose identity provider asserted it.',
      zh: '代理过滤作用域：仅转递断言方身份提供者所属学校域内的隶属关系。',
      ru: 'Прокси фильтрует области: он передаёт принадлежность только в домене школы, чей поставщик удостоверений её утвердил.',
    },
    some: true,
  },
  {
    id: 'A17',
    text: {
      en: 'CloudFront’s log delivery alone holds a grant by access control list on the bucket for its logs.',
      zh: '日志存储桶上通过访问控制列表获得授权的，只有 CloudFront 的日志投递。',
      ru: 'Разрешение списком контроля доступа на бакет журналов есть только у доставки журналов CloudFront.',
    },
    some: true,
  },
  {
    id: 'A18',
    text: {
      en: 'S3 Object Lock and AWS Backup Vault Lock keep what they lock. That copies are made, whole and in time, alarms and drills show; no template does.',
      zh: 'S3 对象锁定与 AWS Backup 备份库锁能保住所锁定的内容。副本是否完整、及时地生成，由告警与演练揭示，模板无从证明。',
      ru: 'S3 Object Lock и AWS Backup Vault Lock хранят то, что заперли. Что копии делаются, целиком и вовремя, показывают тревоги и учения, а не шаблоны.',
    },
    some: true,
  },
];
