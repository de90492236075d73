"""Every case in this folder: accounts, the findings they should give, and those they must not.

Those in known-failures.yaml are not read rightly yet; when one is, its test says so.
"""

from pathlib import Path

import pytest
import yaml

CASES = [
    pytest.param(
        case,
        id=f"{path.stem}: {case['name']}",
        marks=[pytest.mark.xfail(reason="not yet", strict=True)] if path.stem == "known-failures" else [],
    )
    for path in sorted(Path(__file__).parent.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]


def fits(wanted, finding):
    camps = sorted(sorted(camp) for camp in wanted["camps"]) if "camps" in wanted else None
    return all(finding[key] == wanted[key] for key in ("kind", "verdict", "grade", "question") if key in wanted) and (
        camps is None or finding["camps"] == camps
    )


@pytest.mark.parametrize("case", CASES)
def test_case(case, build, run, told):
    result = run(build(case["documents"]))
    found = told(result)
    for wanted in case.get("expect", ()):
        assert any(fits(wanted, finding) for finding in found), f"not found: {wanted} among {found}"
    if "findings" in case:
        assert len(found) == case["findings"], found
    for unwanted in case.get("never", ()):
        assert not any(fits(unwanted, finding) for finding in found), f"found: {unwanted} among {found}"
