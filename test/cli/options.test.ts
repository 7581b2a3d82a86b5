import { describe, expect, it } from 'vitest';
import { readOptions, readPort } from '../../src/cli/options.ts';
import { readServeOptions, startEndpoint } from '../../src/cli/serve.ts';

describe('the command line', () => {
  it.each(['', '-1', '65536', '80.5', 'http', ' 1', '0x50'])('has no port «%s»', (text) => {
    expect(() => readPort('port', text)).toThrow(/is no port\. Write a number/);
  });

  it('answers an option that does not exist with those there are', () => {
    expect(() => readOptions(['--prot', '1'], { port: { type: 'string' } })).toThrow(
      /'--prot'.*There are: --port\./,
    );
  });
});

describe('serve', () => {
  it('opens a scenario under an account id of one’s own, its policies too', async () => {
    const running = await startEndpoint(
      readServeOptions([
        '--port',
        '0',
        '--seed',
        '1',
        '--scenario',
        'small-startup',
        '--account',
        '999988887777',
      ]),
    );
    expect(running.greeting).toContain('Account 999988887777');
    await running.close();
  });

  it('says which scenarios there are', async () => {
    await expect(startEndpoint(readServeOptions(['--port', '0', '--scenario', 'nowhere']))).rejects.toThrow(
      /There is no scenario nowhere\..*new-account/,
    );
  });
});
