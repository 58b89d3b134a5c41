"""The AWS command line, loaded once: a process that forks for each call, so that a call does not start Python and read its
libraries and models again.

usage: resident_aws.py SOCKET    serves until its standard input ends; aws_call.py makes a call

It prints the version of the command line and the path of Python when it is ready.
"""

import gc
import json
import os
import selectors
import signal
import socket
import sys
import traceback

import awscli.clidriver
from botocore.loaders import JSONFileLoader, Loader

# The service that a command belongs to, where its name is another.
SERVICES = {"deploy": "codedeploy", "s3api": "s3"}

# What a client reads of a service.
KINDS = ("service-2", "paginators-1", "waiters-2")

# Files of a configuration, by the variable that names another.
CONFIGURATION = {"AWS_CONFIG_FILE": "~/.aws/config", "AWS_SHARED_CREDENTIALS_FILE": "~/.aws/credentials"}

warm: set = set()


def once(method):
    """The method, asked once for each argument: the file of a model, or the type of models."""
    answers: dict = {}

    def remembered(self, *argument, **named):
        key = (*argument, *named.values())
        if key not in answers:
            answers[key] = method(self, *argument, **named)
        return answers[key]

    return remembered


def prepare(service: str) -> None:
    """Reads what a call of the service reads, once: its forks find it in memory."""
    if service in warm:
        return
    warm.add(service)
    session = awscli.clidriver.create_clidriver().session
    if service in session.get_available_services():
        session.create_client(service, region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
        loader = session.get_component("data_loader")
        for kind in KINDS:
            try:
                loader.load_service_model(service, kind)
            except Exception:  # noqa: BLE001  # not every service has some
                pass


def receive(connection: socket.socket) -> tuple[dict, list[int]]:
    head, descriptors, _, _ = socket.recv_fds(connection, 8, 3)
    left, text = int.from_bytes(head, "big"), b""
    while len(text) < left:
        text += connection.recv(left - len(text))
    return json.loads(text), descriptors


def configured() -> bool:
    """Whether there is a file that a driver reads when it is made."""
    return any(
        variable in os.environ or os.path.exists(os.path.expanduser(file)) for variable, file in CONFIGURATION.items()
    )


def call(request: dict, driver: awscli.clidriver.CLIDriver) -> int:
    """As the program does it, in a process of its own."""
    os.chdir(request["folder"])
    # Where awscli, when it was loaded, said that its own data is.
    data = os.environ["AWS_DATA_PATH"]
    os.environ.clear()
    os.environ.update(request["variables"], AWS_DATA_PATH=data)
    sys.argv = ["aws", *request["arguments"]]
    try:
        return (awscli.clidriver.create_clidriver() if configured() else driver).main() or 0
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def answer(connection: socket.socket, listening: socket.socket, driver: awscli.clidriver.CLIDriver) -> None:
    request, descriptors = receive(connection)
    for word in request["arguments"]:
        if not word.startswith("-"):
            prepare(SERVICES.get(word, word))
            break
    if os.fork() == 0:
        code = 255
        try:
            listening.close()
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            for place, descriptor in enumerate(descriptors):
                os.dup2(descriptor, place)
                os.close(descriptor)
            code = call(request, driver)
            connection.sendall(bytes([code & 255]))
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code & 255)
    for descriptor in descriptors:
        os.close(descriptor)


def serve(path: str) -> None:
    # A call ends before there is garbage, and looking for it copies the memory that the forks share.
    gc.disable()
    JSONFileLoader.load_file = once(JSONFileLoader.load_file)
    Loader.list_available_services = once(Loader.list_available_services)
    # That of calls without a configuration, as whoever started this may have one.
    os.environ.update(dict.fromkeys(CONFIGURATION, os.devnull))
    driver = awscli.clidriver.create_clidriver()
    for kind in KINDS:
        driver.session.get_component("data_loader").list_available_services(type_name=kind)
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(path)
    listening.listen(16)
    print(awscli.__version__, sys.executable, flush=True)
    ready = selectors.DefaultSelector()
    ready.register(listening, selectors.EVENT_READ)
    ready.register(sys.stdin, selectors.EVENT_READ)
    while True:
        for key, _ in ready.select():
            if key.fileobj is sys.stdin:
                return
            with listening.accept()[0] as connection:
                answer(connection, listening, driver)
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            pass


if __name__ == "__main__":
    serve(sys.argv[1])
