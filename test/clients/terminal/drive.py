# The real AWS CLI in one process: a JSON object a line in ({"args", "cwd"}), one out ({"stdout", "stderr", "code"}).
# A process for each command would take a second each; this is the same code, from clidriver on.
import io
import json
import os
import sys

import botocore.loaders
from awscli.clidriver import create_clidriver

# The models are the same for every command: they are read once.
known = {}
load_plain = botocore.loaders.JSONFileLoader.load_file


def load_once(self, path):
    if path not in known:
        known[path] = load_plain(self, path)
    return known[path]


botocore.loaders.JSONFileLoader.load_file = load_once


def remembered(name):
    answers = {}
    plain = getattr(botocore.loaders.Loader, name)

    def call(self, *args, **kwargs):
        key = (args, tuple(kwargs.items()))
        if key not in answers:
            answers[key] = plain(self, *args, **kwargs)
        return answers[key]

    setattr(botocore.loaders.Loader, name, call)


# Which services and versions there are does not change either, and is looked up on the disk many times.
for name in ('list_available_services', 'list_api_versions', 'determine_latest_version'):
    remembered(name)
real_out = sys.stdout


def captured():
    return io.TextIOWrapper(io.BytesIO(), encoding='utf-8', newline='\n', write_through=True)


for line in sys.stdin:
    request = json.loads(line)
    os.chdir(request['cwd'])
    kept = dict(os.environ)
    os.environ.update(request.get('env', {}))
    stdin = io.TextIOWrapper(io.BytesIO(request.get('stdin', '').encode('utf-8')), encoding='utf-8')
    out, err = captured(), captured()
    before = sys.stdin
    sys.stdout, sys.stderr, sys.stdin = out, err, stdin
    sys.argv = ['aws', *request['args']]
    try:
        code = create_clidriver().main(request['args'])
    except SystemExit as end:
        code = end.code
    finally:
        sys.stdout, sys.stderr, sys.stdin = real_out, sys.__stderr__, before
        os.environ.clear()
        os.environ.update(kept)
    answer = {
        'stdout': out.buffer.getvalue().decode('latin-1'),
        'stderr': err.buffer.getvalue().decode('utf-8'),
        'code': code or 0,
    }
    real_out.write(json.dumps(answer) + '\n')
    real_out.flush()
