// A classroom in a process of its own, to be measured and killed: node server-process.ts FOLDER DATABASE PORT [SLOW].
// Says {port, teacherKey} when it is ready; asked anything, it answers what it uses.
import { startClassroom } from '../../src/server/classroom.ts';

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
  process.send?.({ memory: process.memoryUsage().rss, cpu: process.cpuUsage() });
});
process.on('disconnect', () => process.exit(0));
