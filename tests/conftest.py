import importlib.util
import sys
from pathlib import Path

HERE = Path(__file__).parent / "cases"


def module(name):
    if f"cases_{name}" not in sys.modules:
        spec = importlib.util.spec_from_file_location(f"cases_{name}", HERE / f"{name}.py")
        sys.modules[f"cases_{name}"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[f"cases_{name}"])
    return sys.modules[f"cases_{name}"]


import pytest  # noqa: E402


@pytest.fixture(scope="session")
def build():
    return module("building").build


@pytest.fixture(scope="session")
def run():
    return module("running").run


@pytest.fixture(scope="session")
def told():
    return module("running").told
