// A classroom in a process of its own, to be measured and killed: node server-process.ts FOLDER DATABASE PORT [SLOW].
// Says {port, teacherKey} when it is ready; asked anything, it answers what it uses.
import { enableCompileCache } from 'node:module';

// As the command does: types are stripped once, and the machinery for it is not loaded again.
enableCompileCache();
const { startClassroom } = await import('../../src/server/classroom.ts');

const [folder = '', database = '', port = '0', slow] = process.argv.slice(2);
const running = await startClassroom({
  folder,
  database,
  port: Number(port),
  hostname: '127.0.0.1',
  next: false,
  ...(slow && { slow: Number(slow) }),
});
process.send?.({ port: running.port, teacherKey: running.teacherKey });
process.on('message', () => {
  process.send?.({
    memory: process.memoryUsage().rss,
    whole: process.memoryUsage(),
    cpu: process.cpuUsage(),
  });
});
process.on('disconnect', () => process.exit(0));
