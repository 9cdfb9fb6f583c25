"""Every load is one entry in each tree it touches, and the entry commits to its rows."""

import json
from pathlib import Path

import pytest

from tusoi.exchange.columns import OPINIONS, UNITS
from tusoi.exchange.models import Load
from tusoi.exchange.tests.folders import NEXT_TOLD, ledger_is_clean, load, recorded, small
from tusoi.ledger.actions import rows_root
from tusoi.ledger.models import HOST_TREE, Entry, RowDigest

OpinionsAsked = recorded("opinions.OpinionsAsked")

pytestmark = pytest.mark.django_db

OURS = "campaign/thu-2012"


def loads(tree: str) -> list[Entry]:
    return [one for one in Entry.objects.filter(tree=tree) if "return_loaded" in one.body]


def test_a_load_is_one_entry_in_each_tree_and_commits_to_all_its_rows(tmp_path: Path) -> None:
    load(small(tmp_path).write())
    for tree in (HOST_TREE, OURS):
        (entry,) = loads(tree)
        digests = [
            bytes(one.digest) for one in RowDigest.objects.filter(entry=entry).order_by("number")
        ]
        said = json.loads(entry.body)
        assert said["rows"] == {"count": len(digests), "root": rows_root(digests).hex()}
        assert said["told_at"].startswith("2012-11-16T10:00:00")
        assert said["at"] > "2020"  # the real moment
        assert said["keys"]["folder"] == Load.objects.get().folder_digest
    assert ledger_is_clean()


def test_a_return_about_the_campaign_alone_leaves_the_hosts_tree_as_it_is(tmp_path: Path) -> None:
    folder = small(tmp_path / "first")
    load(folder.write())
    later = folder.copied(tmp_path / "next")
    later[OPINIONS][0]["answered"] = 33
    load(later.write(), NEXT_TOLD)
    assert (len(loads(HOST_TREE)), len(loads(OURS))) == (1, 2)
    assert ledger_is_clean()


def test_a_return_about_a_unit_is_an_entry_in_both(tmp_path: Path) -> None:
    folder = small(tmp_path / "first")
    load(folder.write())
    later = folder.copied(tmp_path / "next")
    later[UNITS][1]["name"] = "Tên mới"
    load(later.write(), NEXT_TOLD)
    assert (len(loads(HOST_TREE)), len(loads(OURS))) == (2, 2)
    assert ledger_is_clean()


def test_a_row_changed_behind_the_ledgers_back_is_no_longer_clean(tmp_path: Path) -> None:
    load(small(tmp_path).write())
    OpinionsAsked.objects.update(answered=40)
    assert not ledger_is_clean()
