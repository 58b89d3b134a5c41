"""Apply, an empty second plan and destroy, with the real provider, for the types that Groundplan emits.

Slow (the provider's own delays: some minutes), so it runs only on request: EMULATOR_TERRAFORM=1, with a CLI
configuration that finds the provider. EMULATOR_ROOTS="redis bucket" picks roots.
"""

import os
import shutil
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from emulator_process import ACCOUNT, Emulator

ROOTS = Path(__file__).parent / "roots"
NEEDS_NETWORK = {"service", "redis", "database", "function", "cluster"}
PARALLEL = "-parallelism=20"


@unittest.skipUnless(os.environ.get("EMULATOR_TERRAFORM"), "set EMULATOR_TERRAFORM=1 to run Terraform")
class TerraformRoots(unittest.TestCase):
    def terraform(self, folder: Path, endpoint: str, *arguments: str, allowed: tuple[int, ...] = (0,)) -> int:
        environment = dict(
            os.environ,
            AWS_ENDPOINT_URL=endpoint,
            # Some host names begin with the account.
            HTTP_PROXY=endpoint,
            HTTPS_PROXY=endpoint,
            AWS_ACCESS_KEY_ID=ACCOUNT,
            AWS_SECRET_ACCESS_KEY="test",
            AWS_REGION="us-east-1",
            AWS_EC2_METADATA_DISABLED="true",
            TF_IN_AUTOMATION="1",
            CHECKPOINT_DISABLE="1",
        )
        command = ["terraform", *arguments, "-no-color", "-input=false"]
        run = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=900,
        )
        self.assertIn(run.returncode, allowed, f"{' '.join(command)}\n{run.stdout[-6000:]}")
        return run.returncode

    def check(self, root: str) -> None:
        with tempfile.TemporaryDirectory() as scratch, Emulator() as emulator:
            folder = Path(scratch)
            shutil.copy(ROOTS / "provider.tf", folder)
            if root in NEEDS_NETWORK:
                shutil.copy(ROOTS / "network.tf", folder)
            shutil.copy(ROOTS / root / "main.tf", folder)
            timings = []
            self.terraform(folder, emulator.endpoint, "init")
            for name, arguments in (
                ("apply", ("apply", "-auto-approve", PARALLEL)),
                ("plan", ("plan", "-detailed-exitcode", PARALLEL)),
                ("destroy", ("destroy", "-auto-approve", PARALLEL)),
            ):
                started = time.monotonic()
                self.terraform(folder, emulator.endpoint, *arguments)
                timings.append(f"{name} {time.monotonic() - started:.0f} s")
            print(f"{root}: {', '.join(timings)}", flush=True)


def _test(root: str):
    return lambda self: self.check(root)


for _root in sorted(path.name for path in ROOTS.iterdir() if path.is_dir()):
    if _root in os.environ.get("EMULATOR_ROOTS", _root).split():
        setattr(TerraformRoots, f"test_{_root}", _test(_root))


if __name__ == "__main__":
    unittest.main()
