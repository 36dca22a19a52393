import type { Doer, DrillStepId, Limit, Loss, RestoreStep, Source } from '../../recovery';
import type { Text } from '../texts';

/** What `restore plan` says around its commands. */
export const restorePlanTexts = {
  head: {
    en: '{school} as of {at}; lost: {lost}',
    zh: '{school}，恢复到 {at}；丢失：{lost}',
    ru: '{school} на {at}; потеряно: {lost}',
  },
  prefix: { en: 'keys that begin with {prefix}', zh: '键前缀 {prefix}', ru: 'ключи, начинающиеся с {prefix}' },
  nothingRun: {
    en: 'Nothing was run. Each block of commands is for bash or zsh and can be copied whole.',
    zh: '未执行任何命令。以下命令适用于 bash 或 zsh，可整段复制。',
    ru: 'Ничего не выполнено. Команды — для bash или zsh, их можно копировать целиком.',
  },
  promised: {
    en: 'promised: at most {rpo} of work lost, readable again within {rto}',
    zh: '承诺：至多丢失 {rpo} 的工作，{rto} 内恢复可读',
    ru: 'обещано: потеряно не больше {rpo} работы, снова читается через {rto}',
  },
  kept: {
    en: '{source}: kept for {days}; {missing}',
    zh: '{source}：保留 {days}；{missing}',
    ru: '{source}: хранится {days}; {missing}',
  },
  nothingMissing: {
    en: 'nothing is missing, unless versions were deleted as well',
    zh: '无缺失，除非旧版本也被删除',
    ru: 'ничего не теряется, если не удалили и версии',
  },
  atMost: { en: 'at most {span} missing', zh: '至多缺失 {span}', ru: 'теряется не больше {span}' },
  lostToo: { en: 'lost with it', zh: '一并丢失', ru: 'потеряно вместе' },
  tooOld: { en: 'does not reach back to the instant', zh: '追溯不到该时刻', ru: 'не достаёт до этого момента' },
  who: { en: 'who', zh: '执行者', ru: 'кто' },
  expect: { en: 'expect', zh: '预期', ru: 'ожидается' },
  otherwise: { en: 'otherwise', zh: '否则', ru: 'иначе' },
} as const satisfies Record<string, Text>;

export const lossTexts: Readonly<Record<Loss, Text>> = {
  objects: { en: 'objects', zh: '对象', ru: 'объекты' },
  bucket: { en: 'the bucket', zh: '整个桶', ru: 'бакет' },
  'aws-region': { en: 'the AWS Region', zh: '整个 AWS 区域', ru: 'регион AWS' },
};

export const sourceTexts: Readonly<Record<Source, Text>> = {
  versions: { en: 'old versions in the store', zh: '存储内的旧版本', ru: 'старые версии в хранилище' },
  replication: { en: 'replica', zh: '复制副本', ru: 'реплика' },
  backup: { en: 'AWS Backup', zh: 'AWS Backup', ru: 'AWS Backup' },
};

export const stepTexts: Readonly<Record<RestoreStep['step'], Text>> = {
  stop: { en: 'stop the damage', zh: '止损', ru: 'остановить ущерб' },
  role: { en: 'become the restore role', zh: '取得恢复角色', ru: 'принять роль восстановления' },
  copy: { en: 'copy, best source first', zh: '复制，最佳来源优先', ru: 'скопировать, лучший источник первым' },
  compare: { en: 'compare', zh: '核对', ru: 'сравнить' },
  'bring-back': { en: 'bring back', zh: '带回', ru: 'вернуть' },
  'write-down': { en: 'write down what was measured', zh: '记录实测结果', ru: 'записать измеренное' },
};

export const doerTexts: Readonly<Record<Doer, Text>> = {
  administrator: { en: 'administrator of the account', zh: '账户管理员', ru: 'администратор аккаунта' },
  school: { en: 'somebody of the school', zh: '学校人员', ru: 'человек школы' },
  'restore-role': { en: 'the restore role', zh: '恢复角色', ru: 'роль восстановления' },
};

export const limitTexts: Readonly<Record<Limit, Text>> = {
  'later-writes': {
    en: 'What was written after the instant is not part of it; it stays in the store until it is overwritten.',
    zh: '该时刻之后写入的内容不在其中；在被覆盖之前仍留在存储中。',
    ru: 'Записанное после этого момента сюда не входит; оно остаётся в хранилище, пока его не перезапишут.',
  },
  'later-lost': {
    en: 'What was written after the instant is not part of it, and went with what was lost: choose the last instant before the loss.',
    zh: '该时刻之后写入的内容不在其中，已随之丢失：请选择丢失前的最后时刻。',
    ru: 'Записанное после этого момента сюда не входит и пропало вместе с остальным: выберите последний момент перед потерей.',
  },
  'deleted-returns': {
    en: 'A replica knows no deletions: what was deleted before the instant comes back. What was erased by right is erased again.',
    zh: '副本不含删除记录：该时刻之前删除的内容会回来。依法删除的内容须再次删除。',
    ru: 'Реплика не знает удалений: удалённое до этого момента вернётся. Удалённое по праву удаляют снова.',
  },
  'backup-gap': {
    en: 'A backup holds one state at a time: what came and went between two backups is in neither.',
    zh: '备份只保存某一时点的状态：两次备份之间出现又消失的内容均不在其中。',
    ru: 'Копия хранит состояние на один момент: появившегося и исчезнувшего между двумя копиями нет ни в одной.',
  },
  'versions-gone': {
    en: 'The store’s own old versions do not help here.',
    zh: '存储自身的旧版本在此无济于事。',
    ru: 'Старые версии самого хранилища здесь не помогут.',
  },
  'no-return-yet': {
    en: 'Nothing can be brought back into the store before its AWS Region is back; until then it is only read.',
    zh: '在其 AWS 区域恢复之前无法带回存储；此前只能读取。',
    ru: 'Пока регион AWS не вернулся, в хранилище ничего не вернуть; до тех пор только чтение.',
  },
};

/** What `drill plan` says. */
export const drillTexts = {
  none: {
    en: '{region}: no store has copies, so there is nothing to drill',
    zh: '{region}：没有存储拥有副本，无可演练',
    ru: '{region}: ни у одного хранилища нет копий, учить нечего',
  },
  head: {
    en: '{account} {awsRegion}: every {days}, for {schools}',
    zh: '{account} {awsRegion}：每 {days} 一次，覆盖 {schools}',
    ru: '{account} {awsRegion}: каждые {days}, за {schools}',
  },
  targets: {
    en: 'must show: at most {rpo} of work lost, readable again within {rto}; copies in {place}',
    zh: '须证明：至多丢失 {rpo} 的工作，{rto} 内恢复可读；副本位于 {place}',
    ru: 'должно показать: потеряно не больше {rpo} работы, снова читается через {rto}; копии в {place}',
  },
  home: { en: 'the home AWS Region', zh: '主 AWS 区域', ru: 'основном регионе AWS' },
  poll: {
    en: 'asked again every {seconds} s until it is there or too late',
    zh: '每 {seconds} 秒查询一次，直至出现或超时',
    ru: 'спрашивает снова каждые {seconds} с, пока не появится или не станет поздно',
  },
  failure: {
    en: 'A step that fails leads to the report and from there to the cleaning; the drill then counts as failed.',
    zh: '任一步骤失败即转到报告，再到清理；该次演练计为失败。',
    ru: 'Сбой любого шага ведёт к отчёту, а от него к уборке; учение считается неудачным.',
  },
  reports: { en: 'reports: {reports}', zh: '报告：{reports}', ru: 'отчёты: {reports}' },
  byHand: {
    en: 'The commands start one by hand, as an administrator of the account. With AWS Backup it lasts until the next backup is complete.',
    zh: '上列命令由账户管理员手动启动一次演练。若使用 AWS Backup，需等到下一次备份完成。',
    ru: 'Команды запускают учение вручную, администратором аккаунта. С AWS Backup оно длится, пока не готова следующая копия.',
  },
} as const satisfies Record<string, Text>;

export const drillStepTexts: Readonly<Record<DrillStepId, Text>> = {
  plant: {
    en: 'write a canary into a store made like the schools’; its SHA-256 is kept',
    zh: '向与学校同样构造的存储写入一个金丝雀对象，并记下其 SHA-256',
    ru: 'записать канарейку в хранилище, устроенное как школьные; её SHA-256 запоминается',
  },
  awaitReplica: {
    en: 'wait until the replica has it: the time is what replication may lose',
    zh: '等待副本出现：所需时间即复制可能丢失的量',
    ru: 'ждать её в реплике: это время и может потерять репликация',
  },
  awaitBackup: {
    en: 'wait until a backup that began afterwards is complete: the time is what AWS Backup may lose',
    zh: '等待其后开始的备份完成：所需时间即 AWS Backup 可能丢失的量',
    ru: 'ждать готовности копии, начатой после: это время и может потерять AWS Backup',
  },
  attack: {
    en: 'overwrite and delete it, and see that it is gone',
    zh: '覆盖并删除它，并确认已不存在',
    ru: 'перезаписать и удалить её и убедиться, что её нет',
  },
  restoreVersion: {
    en: 'bring it into the quarantine from an old version, read it, compare the SHA-256',
    zh: '由旧版本恢复到隔离桶，读取并比对 SHA-256',
    ru: 'вернуть её в карантин из старой версии, прочитать, сравнить SHA-256',
  },
  restoreReplica: {
    en: 'the same from the replica',
    zh: '由副本同样恢复',
    ru: 'то же из реплики',
  },
  startRestore: {
    en: 'let AWS Backup restore the newest recovery point into the quarantine',
    zh: '由 AWS Backup 将最新恢复点恢复到隔离桶',
    ru: 'поручить AWS Backup восстановить новейшую точку в карантин',
  },
  awaitRestore: {
    en: 'wait for it, read the canary, compare the SHA-256',
    zh: '等待完成，读取金丝雀并比对 SHA-256',
    ru: 'дождаться, прочитать канарейку, сравнить SHA-256',
  },
  report: {
    en: 'write what was measured into the log archive, and tell the alarms',
    zh: '将实测结果写入日志归档，并通知告警',
    ru: 'записать измеренное в архив журналов и сообщить оповещениям',
  },
  cleanUp: {
    en: 'remove the canary; its replica expires by itself',
    zh: '移除金丝雀；其副本到期自动删除',
    ru: 'убрать канарейку; её реплика истечёт сама',
  },
};

/** What `copies fill` says. */
export const fillTexts = {
  none: {
    en: 'nothing to fill: no store has a replica',
    zh: '无需补齐：没有存储拥有复制副本',
    ru: 'заполнять нечего: ни у одного хранилища нет реплики',
  },
  why: {
    en: 'Replication copies what is written from now on. What these stores held before is copied once, by a job of S3 Batch Operations. Run each line as an administrator of the account, after the stack that replicates is deployed; an alarm tells of each job. For a store that was replicated from its first day no job is needed; one that finds nothing copies nothing.',
    zh: '复制只涵盖此后写入的内容。这些存储此前的内容由 S3 批量操作作业一次性复制。请在负责复制的堆栈部署后，以账户管理员身份逐行执行；每个作业都会触发告警。自首日即被复制的存储无需作业；找不到对象的作业不会复制任何内容。',
    ru: 'Репликация копирует записанное с этого дня. Что было раньше, один раз копирует задание S3 Batch Operations. Выполняйте строки администратором аккаунта после развёртывания стека, который реплицирует; о каждом задании придёт оповещение. Хранилищу, которое копируется с первого дня, задание не нужно; если копировать нечего, ничего и не скопируется.',
  },
  job: {
    en: '{school} {store}: {bucket} → {replica}',
    zh: '{school} {store}：{bucket} → {replica}',
    ru: '{school} {store}: {bucket} → {replica}',
  },
  expect: {
    en: '`Preparing`, `Active`, then `Complete` with 0 failed; hours for millions of objects',
    zh: '依次为 `Preparing`、`Active`、`Complete`，失败数为 0；数百万对象需数小时',
    ru: '`Preparing`, `Active`, затем `Complete` и 0 неудач; часы для миллионов объектов',
  },
  otherwise: {
    en: '`Failed`: FailureReasons says why. Some tasks failed: mend the reason, put `-2` behind the request token, and run it again; what has arrived is left out',
    zh: '若为 `Failed`：FailureReasons 说明原因。若部分失败：排除原因后在请求令牌末尾加 `-2` 再执行；已到达的不再复制',
    ru: '`Failed`: причина в FailureReasons. Часть не удалась: устраните причину, допишите `-2` к токену запроса и повторите; дошедшее пропускается',
  },
} as const satisfies Record<string, Text>;
