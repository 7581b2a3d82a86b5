// The worker in which a page's practice account lives. Its address is written in open.ts.
import { runWorkerHost } from '../practice/index.ts';
import type { Task } from './exercise.ts';
import { watchTasks } from './judge.ts';

runWorkerHost<readonly Pick<Task, 'id' | 'goal'>[]>(self as never, watchTasks);
