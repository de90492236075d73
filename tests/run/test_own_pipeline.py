"""A user's own spaCy pipeline takes the place of the shipped encoder in a build; a foreign one is refused by name."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from crossread.case import Case
from crossread.errors import ForeignLabelsError, PipelineNotFoundError
from crossread.run.options import BuildOptions

HERE = Path(__file__).parents[1] / "extract" / "test_pipelines.py"


@pytest.fixture(scope="module")
def train():
    spec = importlib.util.spec_from_file_location("tiny_pipelines", HERE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.train


def test_a_build_parses_with_it_and_names_it(folder: Path, tmp_path: Path, train) -> None:
    own = tmp_path / "own"
    train(own, {})
    with Case.build(folder, tmp_path / "own.crossread", BuildOptions(pipeline=str(own))) as case:
        assert any(str(own) in name for name in case.models)
        assert [document.path for document in case.documents()] == ["bell.txt", "drum.txt", "town.txt"]
        assert not [notice for notice in case.notices() if notice.code == "stage_failed"]
        assert case.statements > 0
    with Case.build(folder, tmp_path / "own.crossread") as case:
        assert case.report is not None
        assert case.report.read == 3, "another model reads everything again"


def test_a_pipeline_that_cannot_be_used_leaves_no_case(folder: Path, tmp_path: Path, train) -> None:
    target = tmp_path / "none.crossread"
    with pytest.raises(PipelineNotFoundError, match="no-such-pipeline"):
        Case.build(folder, target, BuildOptions(pipeline="no-such-pipeline"))
    foreign = tmp_path / "foreign"
    train(foreign, {"nsubj": "SBJ"})
    with pytest.raises(ForeignLabelsError):
        Case.build(folder, target, BuildOptions(pipeline=str(foreign)))
    assert not target.exists()
