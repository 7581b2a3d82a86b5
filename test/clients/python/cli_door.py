"""The AWS CLI as a door: its own driver, run in this process with the words one would type."""
import base64
import contextlib
import io
import json
import os
import re
import tempfile

from awscli.clidriver import create_clidriver

from door import model, serve, xform_name

COMMANDS = {"s3": "s3api"}
KEYS = {"AccessKeyId": "AWS_ACCESS_KEY_ID", "SecretAccessKey": "AWS_SECRET_ACCESS_KEY", "SessionToken": "AWS_SESSION_TOKEN"}
OWN = {name: os.environ.get(name) for name in KEYS.values()}
REFUSED = re.compile(r"An error occurred \(([\w.]+)\) when calling the (\w+) operation(?: \(.*?\))?: ([\s\S]*)")
drivers = {}
tables = {}


def driver(key):
    """One for each key: a session keeps the credentials it began with, and making one takes a tenth of a second."""
    name = key and key["AccessKeyId"]
    if name not in drivers:
        for member, variable in KEYS.items():
            value = key.get(member) if key else OWN[variable]
            if value is None:
                os.environ.pop(variable, None)
            else:
                os.environ[variable] = value
        drivers[name] = create_clidriver()
        drivers[name].session.get_credentials()
    return drivers[name]


def arguments(service, operation):
    """The options of a command, as its own table has them."""
    if (service, operation) not in tables:
        command = COMMANDS.get(service, service)
        service_command = driver(None).create_help_command().command_table[command]
        help_command = service_command.create_help_command().command_table[xform_name(operation, "-")]
        tables[service, operation] = help_command.arg_table
    return tables[service, operation]


def words(service, operation, given, files):
    table = arguments(service, operation)
    shapes = model(service)["service"].operation_model(operation).input_shape
    out = []
    if "MinCount" in given:
        given = dict(given)
        out += ["--count", f"{given.pop('MinCount')}:{given.pop('MaxCount')}"]
    for member, value in given.items():
        named = [name for name, argument in table.items() if getattr(argument, "_serialized_name", None) == member]
        name = named[0] if named else xform_name(member, "-")
        shape = shapes.members[member]
        if shape.type_name == "boolean":
            out.append("--" + name if value else "--no-" + name)
        elif shape.type_name == "blob" and shape.serialization.get("streaming"):
            file = tempfile.NamedTemporaryFile(delete=False)
            file.write(value)
            file.close()
            files.append(file.name)
            out += ["--" + name, file.name]
        elif shape.type_name == "list" and all(not isinstance(item, (dict, list)) for item in value):
            out += ["--" + name, *map(str, value)]
        elif isinstance(value, (dict, list)):
            out += ["--" + name, json.dumps(value)]
        else:
            out += ["--" + name, value.decode() if isinstance(value, bytes) else str(value)]
    return out


def run(arguments, key):
    if arguments[0] == "sqs":
        # For queues version 1 of the CLI goes to an address of its own unless it is told one on the command line.
        arguments = [*arguments, "--endpoint-url", os.environ["AWS_ENDPOINT_URL"]]
    out, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        try:
            code = driver(key).main(arguments)
        except SystemExit as stop:
            code = stop.code
    if code == 0:
        return {"answer": json.loads(out.getvalue()) if out.getvalue().strip() else {}}
    said = errors.getvalue().strip()
    found = REFUSED.search(said)
    return {"error": {"code": found[1], "message": found[3]} if found else {"code": f"exit {code}", "message": said}}


def call(service, operation, given, key, more=()):
    files = []
    line = [COMMANDS.get(service, service), xform_name(operation, "-"), *words(service, operation, given, files), *more]
    table = arguments(service, operation)
    target = None
    if "outfile" in table:
        target = tempfile.mktemp()
        # Of two the seed is the one that a program needs.
        line += ["--outfile", target, "--bootstrap-method", "Base32StringSeed"] if operation == "CreateVirtualMFADevice" else [target]
    told = run(line, key)
    if target and "answer" in told:
        with open(target, "rb") as file:
            content = base64.b64encode(file.read()).decode()
        if operation == "CreateVirtualMFADevice":
            told["answer"]["VirtualMFADevice"]["Base32StringSeed"] = content
        else:
            told["answer"]["Body"] = content
        os.unlink(target)
    for file in files:
        os.unlink(file)
    return told


def pages(service, operation, given, size, key):
    return call(service, operation, given, key, ["--page-size", str(size)] if size else [])


def wait(service, waiter, given, key):
    operation = model(service)["waiters"][waiter]["operation"]
    line = [COMMANDS.get(service, service), "wait", xform_name(waiter, "-"), *words(service, operation, given, [])]
    return run(line, key)


serve(call, pages, wait)
