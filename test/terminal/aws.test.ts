// The aws command as a whole: versions, configuration, profiles, files, help, S3.
import { describe, expect, it } from 'vitest';
import { parseSections } from '../../src/terminal/aws/config.ts';
import { updateSection } from '../../src/terminal/aws/config-file.ts';
import { memoryFiles } from './files.ts';
import { account, aws, environment } from './support.ts';

describe('version 2', () => {
  const two = () => environment({ version: 2 });

  it('says which it is, and that it is not the real one', async () => {
    expect((await aws('--version', two())).stdout).toMatch(/^aws-cli\/2\..*Rootless/);
    expect((await aws('--version', environment())).stdout).toMatch(/^aws-cli\/1\..*Rootless/);
  });

  it('has its own words and exit codes for errors', async () => {
    const world = two();
    expect(await aws('iam get-user --user-name nobody', world)).toEqual({
      stdout: '',
      stderr:
        '\naws: [ERROR]: An error occurred (NoSuchEntity) when calling the GetUser operation: The user with name nobody cannot be found.\n',
      exitCode: 254,
    });
    expect((await aws('iam create-user', world)).exitCode).toBe(252);
    expect((await aws('iam create-user --user-name a --nope', world)).stderr).toContain(
      'aws: [ERROR]: Unknown options: --nope',
    );
    expect((await aws(['iam', 'create-user', '--user-name', ''], world)).exitCode).toBe(252);
    expect((await aws('sts get-caller-identity --profile nobody', world)).exitCode).toBe(253);
  });

  it('writes every time as ISO 8601, and YAML', async () => {
    const world = two();
    await aws('iam create-user --user-name anna', world);
    expect(
      (await aws('iam get-user --user-name anna --query User.CreateDate --output text', world)).stdout,
    ).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00\n$/);
    expect(
      (await aws('cloudtrail lookup-events --max-items 1 --query Events[0].EventTime', world)).stdout,
    ).toMatch(/\+00:00"\n$/);
    expect((await aws('iam list-users --output yaml', world)).stdout).toMatch(/^Users:\n- Arn: arn:aws:iam/);
  });
});

describe('configuration', () => {
  it('is read with comments, continued and nested values', () => {
    expect(
      parseSections(
        '# c\n[default]\nregion = x\n; d\ns3 =\n    a = 1\n    b = 2\n[profile p]\nOutput=text\n',
      ),
    ).toEqual({
      default: { region: 'x', s3: { a: '1', b: '2' } },
      'profile p': { output: 'text' },
    });
    expect(() => parseSections('nonsense', 'f')).toThrow('Unable to parse config file: f');
  });

  it('is changed in its place; every other line stays', () => {
    const before = '# mine\n[default]\nregion = a\n\n[profile p]\noutput = text\n';
    expect(updateSection(before, 'default', { region: 'b', output: 'json' })).toBe(
      '# mine\n[default]\nregion = b\noutput = json\n\n[profile p]\noutput = text\n',
    );
    expect(updateSection(before, 'profile q', { region: 'c' })).toBe(`${before}[profile q]\nregion = c\n`);
    expect(updateSection('', 'default', { s3: { a: '1' } })).toBe('[default]\ns3 =\n    a = 1\n');
  });

  it('is asked for, and what is left empty stays as it is', async () => {
    const files = memoryFiles();
    const answers = ['AKIAIOSFODNN7EXAMPLE', 'secret', '', 'text'];
    const asked: string[] = [];
    const world = environment({
      files,
      ask: async (question) => {
        asked.push(question);
        return answers.shift();
      },
    });
    expect((await aws('configure --profile own', world)).exitCode).toBe(0);
    expect(asked).toEqual([
      'AWS Access Key ID [None]: ',
      'AWS Secret Access Key [None]: ',
      'Default region name [None]: ',
      'Default output format [None]: ',
    ]);
    expect(files.text('/home/learner/.aws/credentials')).toBe(
      '[own]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\n',
    );
    expect(files.text('/home/learner/.aws/config')).toBe('[profile own]\noutput = text\n');
  });

  it('may name a role that wants a one-time code, asked for once', async () => {
    const { door } = account();
    const files = memoryFiles({
      '/home/learner/.aws/config':
        '[profile r]\nrole_arn = arn:aws:iam::111122223333:role/none\nsource_profile = a\nmfa_serial = arn:aws:iam::111122223333:mfa/a\n',
      '/home/learner/.aws/credentials':
        '[a]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n',
    });
    const asked: string[] = [];
    const world = environment({
      files,
      send: door.send,
      ask: async (question) => {
        asked.push(question);
        return '123456';
      },
    });
    const { stderr } = await aws('sts get-caller-identity --profile r', world);
    expect(asked).toEqual(['Enter MFA code for arn:aws:iam::111122223333:mfa/a: ']);
    expect(stderr).toContain('when calling the AssumeRole operation');
  });

  it('says when there are no credentials, and no region', async () => {
    const nobody = environment({ signedIn: async () => undefined });
    expect((await aws('iam list-users', nobody)).stderr).toBe(
      'Unable to locate credentials. You can configure credentials by running "aws configure".\n',
    );
    expect((await aws('ec2 describe-instances', environment({ env: { HOME: '/' } }))).stderr).toBe(
      'You must specify a region. You can also configure your region by running "aws configure".\n',
    );
  });
});

describe('help', () => {
  it('names every service, operation and parameter', async () => {
    const world = environment();
    expect((await aws('help', world)).stdout).toContain('o iam');
    expect((await aws('iam help', world)).stdout).toContain('o create-user\n');
    const page = (await aws('iam create-user help', world)).stdout;
    expect(page).toContain('Creates a new IAM user for your Amazon Web Services account.');
    expect(page).toMatch(/--user-name \(string\) \[required\]/);
    expect(page).toContain('[--tags <value>]');
  });
});

describe('s3', () => {
  const world = () =>
    environment({
      files: memoryFiles({ '/home/learner/site/a.txt': 'one', '/home/learner/site/in/b.txt': 'two' }),
    });

  it('sends a folder, sends again only what changed, and takes away what is gone', async () => {
    const here = world();
    await aws('s3 mb s3://rootless-site', here);
    expect((await aws('s3 sync site s3://rootless-site', here)).stdout).toBe(
      'upload: site/a.txt to s3://rootless-site/a.txt\nupload: site/in/b.txt to s3://rootless-site/in/b.txt\n',
    );
    expect((await aws('s3 sync site s3://rootless-site', here)).stdout).toBe('');
    await here.files.write('/home/learner/site/a.txt', new TextEncoder().encode('changed'));
    await here.files.remove('/home/learner/site/in/b.txt');
    expect((await aws('s3 sync site s3://rootless-site --delete', here)).stdout).toBe(
      'upload: site/a.txt to s3://rootless-site/a.txt\ndelete: s3://rootless-site/in/b.txt\n',
    );
    expect((await aws('s3 cp s3://rootless-site/a.txt -', here)).stdout).toBe('changed');
    expect((await aws('s3 cp s3://rootless-site/a.txt copy/', here)).stdout).toBe(
      'download: s3://rootless-site/a.txt to copy/a.txt\n',
    );
  });

  it('says what could not be done, and goes on', async () => {
    const here = world();
    const { stderr, exitCode } = await aws('s3 cp site s3://rootless-none --recursive', here);
    expect(stderr.split('\n').filter((line) => line.startsWith('upload failed: '))).toHaveLength(2);
    expect(exitCode).toBe(1);
  });
});
