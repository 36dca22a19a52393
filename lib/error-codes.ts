/** One entry of the error table: what the code means, in each language of the messages. */
export interface CodeEntry {
  readonly en: string;
  readonly zh: string;
  readonly ru: string;
}

/** Every code that educloud can print. Codes are stable: they are added, never renumbered or reused. */
export const codes = {
  EDU101: { en: 'file not found', zh: '找不到文件', ru: 'файл не найден' },
  EDU102: { en: 'file cannot be read', zh: '无法读取文件', ru: 'файл не читается' },
  EDU103: { en: 'file is empty', zh: '文件为空', ru: 'файл пуст' },
  EDU104: { en: 'file is too large', zh: '文件过大', ru: 'файл слишком велик' },
  EDU105: { en: 'text is not in the stated encoding', zh: '文本编码不符', ru: 'текст не в указанной кодировке' },
  EDU106: { en: 'YAML syntax error', zh: 'YAML 语法错误', ru: 'ошибка синтаксиса YAML' },
  EDU107: { en: 'tab used for indentation', zh: '缩进使用了制表符', ru: 'табуляция в отступе' },
  EDU108: { en: 'key stands twice', zh: '键重复', ru: 'ключ повторяется' },
  EDU109: { en: 'too many mistakes', zh: '错误过多', ru: 'слишком много ошибок' },
  EDU110: { en: 'roster lacks a column', zh: '名册缺少列', ru: 'в списке нет столбца' },
  EDU111: { en: 'roster has an unknown column', zh: '名册含未知列', ru: 'неизвестный столбец в списке' },
  EDU112: { en: 'roster row is malformed', zh: '名册行格式错误', ru: 'строка списка испорчена' },
  EDU201: { en: 'unknown key', zh: '未知的键', ru: 'неизвестный ключ' },
  EDU202: { en: 'key is missing', zh: '缺少键', ru: 'ключ отсутствует' },
  EDU203: { en: 'wrong type', zh: '类型错误', ru: 'неверный тип' },
  EDU204: { en: 'value not allowed', zh: '值不允许', ru: 'недопустимое значение' },
  EDU301: { en: 'slug stands twice', zh: '标识重复', ru: 'идентификатор повторяется' },
  EDU302: { en: 'slugs can be confused', zh: '标识易混淆', ru: 'идентификаторы можно спутать' },
  EDU303: { en: 'domain stands twice', zh: '域名重复', ru: 'домен повторяется' },
  EDU304: { en: 'account used twice', zh: '账户重复使用', ru: 'аккаунт использован дважды' },
  EDU305: { en: 'AWS Region not in this partition', zh: 'AWS 区域不在该分区', ru: 'регион AWS вне раздела' },
  EDU306: { en: 'AWS Region outside the jurisdiction', zh: 'AWS 区域在法域之外', ru: 'регион AWS вне юрисдикции' },
  EDU307: { en: 'district unknown or missing', zh: '学区未知或缺失', ru: 'округ неизвестен или не указан' },
  EDU308: { en: 'tier and its fields do not fit', zh: '层级与字段不符', ru: 'поля не подходят к уровню' },
  EDU309: { en: 'recovery equals home', zh: '恢复区域与主区域相同', ru: 'резервный регион совпадает с основным' },
  EDU310: { en: 'account outside the perimeter', zh: '账户在边界之外', ru: 'аккаунт вне периметра' },
  EDU311: { en: 'school in another jurisdiction', zh: '学校属于其他法域', ru: 'школа в другой юрисдикции' },
  EDU312: { en: 'reserved word used as slug', zh: '标识为保留字', ru: 'идентификатор зарезервирован' },
  EDU313: { en: 'school is listed and offboarded', zh: '学校同时在册与注销', ru: 'школа и в списке, и выведена' },
  EDU314: {
    en: 'organisation trail without an organisation',
    zh: '组织跟踪缺少组织',
    ru: 'журнал организации без организации',
  },
  EDU401: { en: 'ledger is damaged', zh: '台账损坏', ru: 'реестр размещения повреждён' },
  EDU402: { en: 'ledger is newer than this kit', zh: '台账版本过新', ru: 'реестр новее этой версии' },
  EDU403: { en: 'ledger was changed by hand', zh: '台账被手工改动', ru: 'реестр изменён вручную' },
  EDU404: { en: 'ledger belongs to another region', zh: '台账属于其他区域云', ru: 'реестр другого региона' },
  EDU405: { en: 'ledger is stale', zh: '台账已过期', ru: 'реестр устарел' },
  EDU406: {
    en: 'change would move or replace data',
    zh: '变更会移动或替换数据',
    ru: 'изменение переместит или заменит данные',
  },
  EDU407: { en: 'slug of a school was changed', zh: '学校标识被更改', ru: 'идентификатор школы изменён' },
  EDU408: { en: 'quota exceeded', zh: '超出配额', ru: 'превышена квота' },
  EDU409: {
    en: 'slug belonged to an offboarded school',
    zh: '标识曾属于已注销学校',
    ru: 'идентификатор выведенной школы',
  },
  EDU410: { en: 'offboarded school is unknown', zh: '注销的学校不在台账中', ru: 'выведенной школы нет в реестре' },
  EDU411: {
    en: 'account will become too small',
    zh: '账户将不够用',
    ru: 'аккаунта не хватит',
  },
  EDU501: { en: 'fact is unknown', zh: '未知事实', ru: 'факт неизвестен' },
  EDU502: { en: 'capability is refused', zh: '能力不可用', ru: 'возможность недоступна' },
  EDU503: { en: 'policies file is damaged', zh: '策略文件损坏', ru: 'файл policies повреждён' },
  EDU601: { en: 'construct property is not valid', zh: '构造属性无效', ru: 'свойство конструкта неверно' },
  EDU602: {
    en: 'role cannot take an inline policy',
    zh: '角色无法添加内联策略',
    ru: 'роль не принимает встроенную политику',
  },
  EDU701: { en: 'output folder cannot be written', zh: '输出文件夹不可写', ru: 'каталог вывода недоступен для записи' },
  EDU702: { en: 'output folder holds other files', zh: '输出文件夹含其他文件', ru: 'в каталоге вывода другие файлы' },
  EDU703: { en: 'school cannot be selected', zh: '无法选择该学校', ru: 'школу нельзя выбрать' },
  EDU704: { en: 'command line not understood', zh: '命令行无法识别', ru: 'непонятная командная строка' },
  EDU705: { en: 'template has findings', zh: '模板检查有发现', ru: 'замечания к шаблону' },
  EDU731: {
    en: 'resource named twice in a cells file',
    zh: '单元文件中资源重复',
    ru: 'ресурс назван в файле ячеек дважды',
  },
  EDU732: { en: 'acceptance stands twice', zh: '接受记录重复', ru: 'допущение повторяется' },
  EDU733: { en: 'acceptance has expired', zh: '接受记录已过期', ru: 'срок допущения истёк' },
  EDU734: { en: 'acceptance is not needed', zh: '接受记录无需存在', ru: 'допущение не нужно' },
  EDU801: { en: 'AWS cannot be asked', zh: '无法向 AWS 查询', ru: 'к AWS нельзя обратиться' },
  EDU802: { en: 'account cannot be read', zh: '无法读取账户', ru: 'аккаунт не читается' },
  EDU803: { en: 'registry entry is malformed', zh: '登记条目格式错误', ru: 'запись о школе испорчена' },
  EDU804: { en: 'registry entry is not planned there', zh: '登记条目不在规划之内', ru: 'запись о школе не по плану' },
  EDU805: {
    en: 'registry entry contradicts the plan',
    zh: '登记条目与规划不符',
    ru: 'запись о школе противоречит плану',
  },
  EDU806: { en: 'school has no registry entry', zh: '学校没有登记条目', ru: 'записи о школе нет' },
  EDU901: { en: 'the kit itself failed', zh: '工具自身出错', ru: 'сбой самого инструмента' },
} as const satisfies Record<string, CodeEntry>;

/** A stable error code. */
export type Code = keyof typeof codes;
