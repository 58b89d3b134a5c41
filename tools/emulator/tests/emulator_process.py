"""An emulator of one's own, for one test class or one test."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

ACCOUNT = "111122223333"
PACKAGE = Path(__file__).parent.parent
# Where others have the processor.
START_SECONDS = 300
# As the start script of tools/tool has it: what is compiled is kept, and not beside the sources.
BYTECODE = Path(sys.prefix).parent / "bytecode"


class Emulator:
    def __init__(self, *options: str) -> None:
        self._options = options

    def __enter__(self) -> "Emulator":
        self._folder = tempfile.TemporaryDirectory()
        self.ready_file = Path(self._folder.name) / "port"
        environment = dict(os.environ, PYTHONPATH=str(PACKAGE), PYTHONPYCACHEPREFIX=str(BYTECODE))
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-m", "groundplan_emulator", "--ready-file", str(self.ready_file), *self._options]
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + START_SECONDS
        while not self.ready_file.exists():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.__exit__()
                raise AssertionError("The emulator did not start.")
            time.sleep(0.05)
        self.endpoint = f"http://127.0.0.1:{self.ready_file.read_text().strip()}"
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process.stdout.close()
        self._folder.cleanup()

    def client(
        self, service: str, account: str = ACCOUNT, region: str = "us-east-1", proxy: bool = False, **credentials: str
    ) -> Any:
        credentials = credentials or {"aws_access_key_id": account, "aws_secret_access_key": "test"}
        proxies = {"http": self.endpoint} if proxy else None
        config = Config(connect_timeout=5, read_timeout=30, retries={"total_max_attempts": 1}, proxies=proxies)
        return boto3.client(service, region_name=region, endpoint_url=self.endpoint, config=config, **credentials)
