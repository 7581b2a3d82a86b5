// Columns that every list of users has.
import type { User } from '@aws-sdk/client-iam';
import { formatDate, t } from '../text.ts';
import type { Column } from './ResourceTable.tsx';

export const userDates = (): Column<User>[] => [
  {
    id: 'last-sign-in',
    header: t('consoleLastSignIn'),
    cell: (user) => formatDate(user.PasswordLastUsed),
    sortBy: (user) => user.PasswordLastUsed?.getTime(),
  },
  {
    id: 'created',
    header: t('creationTime'),
    cell: (user) => formatDate(user.CreateDate),
    sortBy: (user) => user.CreateDate?.getTime(),
  },
];
