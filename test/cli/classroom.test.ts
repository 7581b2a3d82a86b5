// What `rootless classroom` takes and says.
import { describe, expect, it } from 'vitest';
import { greeting, readClassroomOptions } from '../../src/cli/classroom.ts';
import { reach } from '../../src/cli/reach.ts';
import { lanAddresses } from '../../src/server/classroom.ts';

describe('options', () => {
  it('have defaults, and take a file or a database', () => {
    expect(readClassroomOptions([])).toMatchObject({ port: 4321, hostname: '0.0.0.0' });
    expect(
      readClassroomOptions(['--database', 'postgres://u@h/d', '--url', 'https://class.example']).url,
    ).toBe('https://class.example/');
  });
  it('say what is wrong', () => {
    expect(() => readClassroomOptions(['--port', 'x'])).toThrow(/no port/);
    expect(() => readClassroomOptions(['--database', 'mysql://h'])).toThrow(/postgres:\/\//);
    expect(() => readClassroomOptions(['--database', ''])).toThrow(/needs/);
    expect(() => readClassroomOptions(['--url', 'school'])).toThrow(/no address/);
    expect(() => readClassroomOptions(['--nonsense'])).toThrow(/There are: --port/);
  });
});

it('prints where the class joins, a QR code and the teacher’s key', () => {
  const text = greeting(
    {
      port: 4322,
      moved: true,
      url: 'http://127.0.0.1:4322/classroom/',
      addresses: ['http://192.168.1.5:4322/', 'http://127.0.0.1:4322/'],
      teacherKey: 'the-key',
      close: async () => {},
    },
    4321,
    ['Reachable.'],
  );
  expect(text).toContain('Port 4321 is taken');
  expect(text).toContain('For the class   http://192.168.1.5:4322/classroom/');
  expect(text).toContain('the-key');
  expect(text).toMatch(/[█▀▄]{10}/);
});

describe('whether the class can reach it', () => {
  const addresses = ['http://192.168.1.5:4321/', 'http://127.0.0.1:4321/'];
  it('says what was tried, and what only a phone can tell', async () => {
    const lines = (await reach({ addresses }, { hostname: '0.0.0.0' }, async () => ({ ok: true }))).join(
      '\n',
    );
    expect(lines).toContain('Reachable from this machine: http://192.168.1.5:4321/');
    expect(lines).toMatch(/client isolation/);
  });
  it('names a firewall, a missing network, and a closed door', async () => {
    const away = async (): Promise<{ ok: boolean }> => Promise.reject(new Error('refused'));
    expect((await reach({ addresses }, { hostname: '0.0.0.0' }, away)).join('\n')).toMatch(/firewall/);
    expect(
      (await reach({ addresses: [addresses[1] as string] }, { hostname: '0.0.0.0' })).join('\n'),
    ).toMatch(/no network/);
    expect((await reach({ addresses }, { hostname: '127.0.0.1' })).join('\n')).toMatch(/Only this machine/);
  });
  it('takes real networks before virtual ones', () => {
    const of = (address: string) => [{ address, family: 'IPv4', internal: false }];
    expect(
      lanAddresses({
        docker0: of('172.17.0.1'),
        lo: [{ address: '127.0.0.1', family: 'IPv4', internal: true }],
        wlan0: of('192.168.1.5'),
      } as never),
    ).toEqual(['192.168.1.5', '172.17.0.1']);
  });
});
