"""The terminal face."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from crossread import __version__
from crossread.errors import CrossreadError, PathNotFoundError
from crossread.model.finding import FindingKind, Verdict

app = typer.Typer(
    name="crossread",
    help="Read many accounts of the same events and show what they agree on, dispute, leave out and copied.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

CaseFile = Annotated[Path, typer.Argument(metavar="CASE", help="A case file made by `crossread build`.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, as in the export.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress and no summary.")]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, help="Processes that read documents. The case is the same for any number."),
]


def run() -> None:
    """Run the command line; our errors end in one clear line and their own exit code."""
    try:
        app(standalone_mode=True)
    except CrossreadError as error:
        sys.stderr.write(f"crossread: {error}\n")
        sys.exit(int(error.exit_code))
    except BrokenPipeError:
        # Whoever read our output (head, less) has enough.
        sys.stdout = None
        sys.exit(0)


@app.callback()
def main(
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version.")] = False,  # noqa: FBT002
) -> None:
    """Answer `--version` when it stands beside other words."""
    if version:
        typer.echo(f"crossread {__version__}")
        raise typer.Exit


@app.command()
def build(  # noqa: PLR0913 - each is an option
    inputs: Annotated[
        list[Path], typer.Argument(metavar="FOLDER", help="A folder of accounts, or files: text, pages, PDFs, tables.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="CASE", help="The case file; else named after FOLDER.")
    ] = None,
    jobs: Jobs = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Read everything again, changed or not.")] = False,  # noqa: FBT002
    pipeline: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Your own spaCy pipeline (Universal Dependencies) to parse with."),
    ] = None,
    quiet: Quiet = False,  # noqa: FBT002
) -> None:
    """Read accounts into one case file; a second time, only what is new or changed."""
    from crossread.case import Case  # noqa: PLC0415 - quick start
    from crossread.run.options import BuildOptions  # noqa: PLC0415
    from crossread.show import terminal  # noqa: PLC0415

    with (
        terminal.progress(quiet=quiet) as tell,
        Case.build(inputs, output, BuildOptions(jobs=jobs, fresh=fresh, pipeline=pipeline), tell) as case,
    ):
        if not quiet:
            _tell_build(case)


def _tell_build(case: Any) -> None:
    from crossread.show.wording import VERDICTS, count_text  # noqa: PLC0415 - quick start

    report = case.report
    told = [f"{count_text(report.read, 'document')} read"]
    told += [f"{report.kept:,} unchanged"] if report.kept else []
    told += [f"{report.removed:,} gone"] if report.removed else []
    typer.echo(f"{case.path}: {', '.join(told)}.")
    counts = [(case.count(verdict), words) for verdict, words in VERDICTS.items()]
    typer.echo(
        f"{count_text(report.findings, 'finding')}: "
        + (", ".join(f"{number:,} {words}" for number, words in counts if number) or "none")
        + "."
    )
    if report.notices:
        typer.echo(f"{count_text(report.notices, 'notice')}: crossread notices {case.path}")
    typer.echo(f"See them: crossread findings {case.path}")


@app.command()
def findings(  # noqa: PLR0913 - each filter is an option
    case: CaseFile,
    verdict: Annotated[
        str | None, typer.Option(help=f"Only one verdict: {', '.join(item.value for item in Verdict)}.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help=f"Only one kind: {', '.join(item.value for item in FindingKind)}.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Only findings with this source (or path).")] = None,
    about: Annotated[str | None, typer.Option(metavar="TEXT", help="Only findings whose words hold this.")] = None,
    actor: Annotated[
        str | None,
        typer.Option(metavar="ACTOR", help="Only findings behind which a passage names this actor (its name will do)."),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Only findings that tell of this day (2031-05-12) or later.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Only findings that tell of it or earlier.")] = None,
    sort: Annotated[str, typer.Option(help="By matters, verdict, sources, time or confidence.")] = "matters",
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, help="At most so many.")] = None,
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    """Print what the accounts agree and disagree on, most telling first."""
    from crossread.case import Case, Filters  # noqa: PLC0415 - quick start
    from crossread.show import terminal  # noqa: PLC0415
    from crossread.show.export.records import finding_record  # noqa: PLC0415
    from crossread.show.screen import Screen  # noqa: PLC0415
    from crossread.show.wording import count_text  # noqa: PLC0415

    with Case.open(case) as opened:
        key = opened.actor(actor).id if actor else None
        filters = Filters(verdict=verdict, kind=kind, source=source, about=about, actor=key, since=since, until=until)
        found = opened.findings(**filters, sort=sort, limit=limit)
        if as_json:
            _print_json([finding_record(finding) for finding in found])
            return
        screen = Screen(opened)
        if not found:
            typer.echo("No finding fits.")
            return
        terminal.console().print(terminal.findings_table([screen.finding(finding) for finding in found]))
        typer.echo(f"{count_text(len(found), 'finding')}. See one in full: crossread show {case} ID")


@app.command()
def show(
    case: CaseFile,
    finding: Annotated[str, typer.Argument(metavar="ID", help="Identifier of a finding, or its beginning.")],
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    """Print one finding with every passage in full, marked, and the reasons for its verdict."""
    from crossread.case import Case  # noqa: PLC0415 - quick start
    from crossread.show import terminal  # noqa: PLC0415
    from crossread.show.export.records import finding_record  # noqa: PLC0415
    from crossread.show.screen import Screen  # noqa: PLC0415

    with Case.open(case) as opened:
        found = opened.finding(finding)
        if as_json:
            _print_json(finding_record(found))
            return
        terminal.console().print(terminal.finding_page(Screen(opened).finding(found)))


@app.command()
def documents(case: CaseFile, as_json: AsJson = False) -> None:  # noqa: FBT002
    """List the documents of a case with source, date, length and lineage."""
    from crossread.case import Case  # noqa: PLC0415 - quick start
    from crossread.show import terminal  # noqa: PLC0415
    from crossread.show.export.records import document_record  # noqa: PLC0415
    from crossread.show.screen import Screen  # noqa: PLC0415

    with Case.open(case) as opened:
        if as_json:
            _print_json([document_record(document) for document in opened.documents()])
            return
        terminal.console().print(terminal.documents_table(Screen(opened).overview().documents))


@app.command()
def decide(  # noqa: PLR0913 - the fields of the record
    case: CaseFile,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="confirm, reject, merge, split, rename, change or note.")],
    targets: Annotated[
        list[str],
        typer.Argument(
            metavar="TARGET",
            help="Identifiers: a finding; two actors or findings to merge; mentions to split off, or a finding and its "
            "places; a document to date.",
        ),
    ],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who decides; a decision is signed.")],
    note: Annotated[str, typer.Option(metavar="TEXT", help="Why.")] = "",
    to: Annotated[str, typer.Option(metavar="VALUE", help="The new name, or the new date of publication.")] = "",
    quiet: Quiet = False,  # noqa: FBT002
) -> None:
    """Correct the case: laid over what was read, kept over every build, and undone with `crossread undo`."""
    from datetime import UTC, datetime  # noqa: PLC0415 - quick start

    from crossread.case import Case  # noqa: PLC0415
    from crossread.model.decision import DecisionState  # noqa: PLC0415

    with Case.open(case) as opened:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        made = opened.decide(kind, *targets, by=by, at=at, note=note, to=to)
        if quiet:
            return
        typer.echo(f"Decided: {made.id}. Take it back: crossread undo {case} {made.id}")
        if opened.overlay.states[made.id] is DecisionState.WAITS:
            typer.echo("It takes effect with the next build: crossread build FOLDER -o " + str(case))


@app.command()
def undo(
    case: CaseFile,
    decision: Annotated[str, typer.Argument(metavar="ID", help="Identifier of a decision, or its beginning.")],
    quiet: Quiet = False,  # noqa: FBT002
) -> None:
    """Take a decision back; it stays in the history as undone."""
    from crossread.case import Case  # noqa: PLC0415 - quick start

    with Case.open(case) as opened:
        undone = opened.undo(decision)
        if not quiet:
            typer.echo(f"Taken back: {undone.id}.")


@app.command()
def decisions(case: CaseFile, as_json: AsJson = False) -> None:  # noqa: FBT002
    """List what readers decided, and what became of it after the last build."""
    from crossread.case import Case  # noqa: PLC0415 - quick start
    from crossread.show import terminal  # noqa: PLC0415
    from crossread.show.export.records import decision_record  # noqa: PLC0415
    from crossread.show.history import decision_views  # noqa: PLC0415

    with Case.open(case) as opened:
        found = opened.decisions()
        if as_json:
            _print_json([decision_record(decision) for decision in found])
        elif found:
            terminal.console().print(terminal.decisions_table(decision_views(opened)))
        else:
            typer.echo("No decisions.")


@app.command()
def search(
    case: CaseFile,
    words: Annotated[str, typer.Argument(metavar="WORDS", help='Words to look for; "in quotation marks" a phrase.')],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many passages.")] = 50,
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    """Find passages that hold all the words."""
    from dataclasses import asdict  # noqa: PLC0415 - quick start

    from crossread.case import Case  # noqa: PLC0415
    from crossread.show import terminal  # noqa: PLC0415
    from crossread.show.screen import Screen  # noqa: PLC0415
    from crossread.show.wording import count_text  # noqa: PLC0415

    with Case.open(case) as opened:
        hits = list(Screen(opened).search(words, limit))
        if as_json:
            _print_json([asdict(hit) for hit in hits])
            return
        terminal.console().print(terminal.hits_page(hits))
        typer.echo(f"{count_text(len(hits), 'passage')}." if hits else "No passage holds these words.")


@app.command()
def notices(case: CaseFile, as_json: AsJson = False) -> None:  # noqa: FBT002
    """List the trouble met in the material: what could not be read, and what was left out."""
    from crossread.case import Case  # noqa: PLC0415 - quick start
    from crossread.show import terminal  # noqa: PLC0415
    from crossread.show.export.records import notice_record  # noqa: PLC0415
    from crossread.show.screen import notice_view  # noqa: PLC0415

    with Case.open(case) as opened:
        found = opened.notices()
        if as_json:
            _print_json([notice_record(notice) for notice in found])
        elif found:
            views = tuple(notice_view(notice) for notice in found)
            terminal.console().print(terminal.notices_table(views))
        else:
            typer.echo("No notices: everything was read.")


@app.command()
def export(
    case: CaseFile,
    kind: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="json, markdown, html, csv or parquet (folders), graphml (network), ftm (Aleph), webannotation (W3C).",
        ),
    ] = "json",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="Where to write; - for standard output.")
    ] = None,
    quiet: Quiet = False,  # noqa: FBT002
) -> None:
    """Write the case in another format: for other tools, to read, for spreadsheets, for network and entity graphs."""
    from crossread.case import Case  # noqa: PLC0415 - quick start
    from crossread.show.export.formats import default_output, export_text, parse_format, write_export  # noqa: PLC0415

    with Case.open(case) as opened:
        chosen = parse_format(kind)
        if output is not None and str(output) == "-":
            sys.stdout.buffer.write(export_text(opened, chosen).encode("utf-8", "surrogateescape"))
            return
        target = output or default_output(opened, chosen)
        write_export(opened, chosen, target)
        if not quiet:
            typer.echo(f"Written: {target}")


@app.command()
def serve(
    case: CaseFile,
    port: Annotated[int, typer.Option("--port", "-p", min=1, max=65535, help="Port on this machine.")] = 8033,
    host: Annotated[
        str, typer.Option(help="Address to listen on; 0.0.0.0 opens the room to the network, behind a password.")
    ] = "127.0.0.1",
    password_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A file whose first line is the password; else one is made up and told."),
    ] = None,
    quiet: Quiet = False,  # noqa: FBT002
) -> None:
    """Open the reading room: the case in a browser, on this machine only unless --host says otherwise."""
    from crossread.show.serving import serve_case  # noqa: PLC0415 - quick start

    if password_file is not None and not password_file.is_file():
        raise PathNotFoundError(password_file)
    password = password_file.read_text("utf-8").split("\n", 1)[0].strip() if password_file else ""
    serve_case(case, port, host=host, password=password, quiet=quiet)


@app.command()
def demo(
    folder: Annotated[
        Path, typer.Option("--folder", metavar="FOLDER", help="Where to put the accounts, the case and the report.")
    ] = Path("crossread-demo"),
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Print so many findings.")] = 12,
    quiet: Quiet = False,  # noqa: FBT002
) -> None:
    """Build a case from accounts that ship with Crossread, print what it finds, and write the report."""
    from crossread.show.demo import run_demo  # noqa: PLC0415 - quick start

    run_demo(folder, limit=limit, quiet=quiet)


def _print_json(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1)
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape") + b"\n")
