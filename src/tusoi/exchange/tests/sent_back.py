"""A register's workbook, downloaded by a browser, edited and sent back."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tusoi.exchange.columns import Sheet
from tusoi.organisation.models import Account


def at_the_browser(account: Account) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(account)
    return client


@dataclass(frozen=True, slots=True)
class SentBack:
    """The pages of one register, what its workbook is called, and the row that is edited where none is named."""

    page: str
    sheet: Sheet
    file: str
    code: str

    def downloaded(self, client: Client) -> Any:
        """The workbook, opened."""
        response = client.get(f"{self.page}tai/")
        assert response.status_code == 200
        return openpyxl.load_workbook(io.BytesIO(response.content))

    def column(self, key: str) -> int:
        """The number of a column, from 1."""
        return [one.key for one in self.sheet.columns].index(key) + 1

    def row_of(self, book: Any, code: str = "") -> int:
        """The number of a row, from 1."""
        sheet, wanted = book.worksheets[0], code or self.code
        return next(at for at in range(2, sheet.max_row + 1) if sheet.cell(at, 1).value == wanted)

    def edited(self, book: Any, said: Mapping[str, Any], code: str = "") -> Any:
        """The workbook with other cells in a row."""
        for key, value in said.items():
            book.worksheets[0].cell(self.row_of(book, code), self.column(key)).value = value
        return book

    def sent(self, client: Client, book: Any, name: str = "") -> Any:
        """What the page says of it."""
        whole = io.BytesIO()
        book.save(whole)
        file = SimpleUploadedFile(name or self.file, whole.getvalue())
        return client.post(self.page, {"file": file})

    def confirmed(self, client: Client, preview: Any, over: Sequence[str] = ()) -> Any:
        """What is said when the preview's plan is written."""
        chosen = {"plan": preview.context["plan"], "over": list(over)}
        return client.post(f"{self.page}ghi/", chosen)
