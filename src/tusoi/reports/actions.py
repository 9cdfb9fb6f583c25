"""Writing reports out."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from tusoi.campaigns.models import campaign_tree
from tusoi.figures.disclosed import Disclosed, Reader
from tusoi.figures.figure_set import FigureSet
from tusoi.guidance.queries import guidance_set
from tusoi.ledger.queries import Head as TreeHead
from tusoi.ledger.queries import head
from tusoi.reports.document import Document
from tusoi.reports.drafting import draft_interim
from tusoi.reports.form import load_form
from tusoi.reports.formats import FORMATS
from tusoi.reports.root import with_root
from tusoi.values.refusal import Refused
from tusoi.values.system import why_not
from tusoi.values.wording import Wording


class ReportNotWritable(Refused):
    """The folder for the report cannot be written to."""


def write_report(
    figures: FigureSet,
    *,
    out: Path,
    lang: str,
    tree: TreeHead | None = None,
    earlier: Sequence[Mapping[str, int]] = (),
) -> tuple[Path, ...]:
    """The interim report in every format, in `out`, which is made where it is missing.

    All are written beside their place and then renamed, so that a file of that name is always whole;
    one of an earlier run is replaced. The same figures give the same bytes.

    Raises:
        Refused: the campaign's guidance set has no form for this report.
        ReportNotWritable: `out` is no folder, or may not be written to.
    """
    document = interim_document(figures, lang=lang, earlier=earlier)
    if tree is not None:
        document = with_root(document, tree)
    files = {out / one.file_name(document): one.write(document) for one in FORMATS.values()}
    _write(files, out)
    return tuple(files)


def tree_of(figures: FigureSet) -> TreeHead:
    """Size and root of the campaign's ledger tree, for a report to carry out of the machine's reach."""
    return head(campaign_tree(figures.campaign.code))


def interim_document(
    figures: FigureSet,
    *,
    lang: str,
    earlier: Sequence[Mapping[str, int]] = (),
) -> Document:
    """The interim report before it takes the form of a file, written as for the public.

    `earlier` are the numbers of the reports approved before (`told_before`): counts of persons are told anew only where
    they changed enough since.

    Raises:
        Refused: the campaign's guidance set has no form for this report.
    """
    guidance = guidance_set(figures.campaign.guidance_set)
    form = load_form(guidance)
    shown = Disclosed(figures, Reader.PUBLIC, tuple(earlier))
    return draft_interim(shown, form, guidance, lang=lang)


def _write(files: dict[Path, bytes], out: Path) -> None:
    parts = {path: path.with_name(f".{path.name}.part") for path in files}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            parts[path].write_bytes(content)
        for path, part in parts.items():
            part.replace(path)
    except OSError as fault:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)
        raise ReportNotWritable(_NOT_WRITABLE.filled(out=str(out), why=why_not(fault))) from fault


_NOT_WRITABLE = Wording(
    vi="Không ghi được báo cáo vào “{out}” ({why}). Hãy chọn một thư mục mà bạn được ghi bằng --out.",
    en="The report cannot be written to “{out}” ({why}). Name a folder that you may write to with --out.",
)
