// The shell: what it keeps from line to line, its own commands, limits, completion.
import { describe, expect, it } from 'vitest';
import { completeLine, createShell } from '../../src/terminal/shell/index.ts';
import { account } from './support.ts';

const shell = (version: 1 | 2 = 2) => createShell({ door: account().door, version, wall: Date.now });

describe('the shell', () => {
  it('keeps variables, exports, arrays, functions, aliases and where one is', async () => {
    const sh = await shell();
    await sh.run(
      'X="a b"; export Y=2; list=(1 "2 3"); f() { echo "f $1 $X"; }; alias hi="echo hi"; mkdir -p d; cd d; false',
    );
    const { stdout } = await sh.run(
      'echo $?; f 1; hi; echo $Y ${list[1]}; pwd; cd -; sh -c "echo [$X][$Y]" | cat',
    );
    expect(stdout).toBe('1\nf 1 a b\nhi\n2 2 3\n/home/learner/d\n/home/learner\n[a b][2]\n');
  });

  it('redefines what is defined again', async () => {
    const sh = await shell();
    await sh.run('f() { echo old; }; g() { echo g; }');
    await sh.run('f() { echo new; }');
    expect((await sh.run('f; g')).stdout).toBe('new\ng\n');
  });

  it('gives files to aws, and aws to pipes', async () => {
    const sh = await shell();
    const { stdout, stderr } = await sh.run(
      'for u in anna bo; do aws iam create-user --user-name $u > /dev/null; done; aws iam list-users | jq -r .Users[].UserName | sort -r > out.txt; cat out.txt\ncat > p.json <<EOF\n{"Version":"2012-10-17","Statement":[]}\nEOF\naws iam put-user-policy --user-name anna --policy-name p --policy-document file://p.json; echo $?',
    );
    expect(stderr).toContain('MalformedPolicyDocument');
    expect(stdout).toBe('bo\nanna\n254\n');
  });

  it('knows when a line is not complete', async () => {
    const sh = await shell();
    for (const line of [
      'echo "a',
      'for i in 1 2; do',
      'cat <<EOF\nx',
      'echo a |',
      'echo a && ',
      'echo \\',
      'f() {',
      'if true',
    ])
      expect(sh.unfinished(line), line).toBe(true);
    for (const line of ['echo a', 'cat <<EOF\nx\nEOF', 'cat <<< "a"', 'echo \\\\', "echo 'a\nb'"])
      expect(sh.unfinished(line), line).toBe(false);
  });

  it('stops a loop without an end, and says so', async () => {
    const sh = await shell();
    const { stderr, exitCode } = await sh.run('while true; do :; done');
    expect(stderr).toContain('this looks like a loop without an end');
    expect(exitCode).not.toBe(0);
    expect((await sh.run('echo still here')).stdout).toBe('still here\n');
  });

  it('stops when it is told to', async () => {
    const sh = await shell();
    const stop = new AbortController();
    const running = sh.run('sleep 60', stop.signal);
    stop.abort();
    expect((await running).exitCode).not.toBe(0);
  });

  it('has the account’s clock, and says who one is', async () => {
    const sh = await shell();
    expect((await sh.run('date -u +%F; date -d @0 +%F; whoami')).stdout).toBe(
      '2027-05-01\n1970-01-01\narn:aws:iam::111122223333:root\n',
    );
  });

  it('attempts what the account does not simulate', async () => {
    const sh = await shell();
    expect(await sh.run('attempt dynamodb:ListTables')).toMatchObject({ stderr: '', exitCode: 0 });
    expect((await sh.run('attempt dynamodb:ListTable')).exitCode).toBe(2);
    await sh.run(
      'aws iam create-user --user-name anna; aws iam create-access-key --user-name anna > key.json',
    );
    await sh.run(
      'export AWS_ACCESS_KEY_ID=$(jq -r .AccessKey.AccessKeyId key.json) AWS_SECRET_ACCESS_KEY=$(jq -r .AccessKey.SecretAccessKey key.json)',
    );
    const { stderr, exitCode } = await sh.run('attempt dynamodb:ListTables');
    expect(stderr).toContain('user/anna is not authorized to perform: dynamodb:ListTables');
    expect(exitCode).toBe(1);
  });

  it('tells what cannot be read, and that it was left', async () => {
    const sh = await shell();
    expect((await sh.run('if then')).exitCode).toBe(2);
    expect((await sh.run('exit 3')).exited).toBe(true);
  });

  it('gives its files back to the next one', async () => {
    const sh = await shell();
    await sh.run('mkdir -p a/b; echo text > a/b/c.txt; chmod 600 a/b/c.txt; export Z=1');
    const next = await createShell({
      door: account().door,
      version: 2,
      wall: Date.now,
      files: await sh.keep(),
      state: sh.state,
    });
    expect((await next.run('cat a/b/c.txt; stat -c %a a/b/c.txt; echo $Z')).stdout).toBe('text\n600\n1\n');
  });

  it('runs a script as bash -c does', async () => {
    const sh = await shell(1);
    expect(await sh.script('echo out; echo err >&2; exit 4')).toMatchObject({
      stdout: 'out\n',
      stderr: 'err\n',
      exitCode: 4,
    });
  });
});

describe('completion', () => {
  const words = async (line: string, before = '') => {
    const sh = await shell();
    if (before) await sh.run(before);
    return (await completeLine(sh, line)).words.map(({ text }) => text);
  };

  it('knows commands, operations and parameters', async () => {
    expect(await words('aw')).toEqual(['awk', 'aws']);
    expect(await words('aws ia')).toEqual(['iam']);
    expect(await words('echo a | aws iam create-us')).toEqual(['create-user']);
    expect(await words('aws iam create-user --user-name x --pe')).toEqual(['--permissions-boundary']);
    expect(await words('aws iam update-access-key --status ')).toEqual(['Active', 'Expired', 'Inactive']);
    expect(await words('aws iam list-users --output ')).toContain('table');
    expect(await words('AWS_PROFILE=x aws st')).toEqual(['sts']);
  });

  it('knows the names that are in the account', async () => {
    expect(
      await words(
        'aws iam get-user --user-name ',
        'for u in anna bo; do aws iam create-user --user-name $u; done',
      ),
    ).toEqual(['anna', 'bo']);
  });

  it('knows files, folders and variables', async () => {
    expect(await words('cat do', 'mkdir docs; echo 1 > doc.txt')).toEqual(['doc.txt', 'docs/']);
    expect(await words('aws iam create-policy --policy-document file://d', 'echo 1 > d.json')).toEqual([
      'file://d.json',
    ]);
    expect(await words('echo $AWS_DEF')).toEqual(['$AWS_DEFAULT_REGION']);
  });
});
