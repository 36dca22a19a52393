export { CommonsStore, type CommonsStoreProps } from './commons-store';
export { LogArchive, type LogArchiveProps } from './log-archive';
export type { Perimeter } from './perimeter';
export { SchoolCell, type SchoolCellProps } from './school-cell';
export { SchoolKey, type SchoolKeyProps } from './school-key';
export { SchoolStore, type SchoolStoreProps } from './school-store';
export { StorePurpose } from './store-purpose';
