"""Lists on pages: page, sort and filters come from the address and go to the service as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from flask import request, url_for

PAGE_SIZE = 50


@dataclass(frozen=True)
class Table:
    """One page of a service's list, and the links around it. For `components/table.html`."""

    items: Sequence[Any]
    page: int
    page_size: int
    total: int
    sort: str
    filters: Mapping[str, str]

    @classmethod
    def of(cls, answer: Mapping[str, Any], filters: Sequence[str], default_sort: str = "") -> Table:
        """From the answer of a list (`{"items", "page", "page_size", "total"}`)."""
        return cls(
            answer["items"], answer["page"], answer["page_size"], answer["total"],
            request.args.get("sort") or default_sort, chosen(filters),
        )  # fmt: skip

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, ceil(self.total / self.page_size))

    @property
    def first(self) -> int:
        """Number of the first row shown, counted from 1; 0 when there is none."""
        return 0 if self.total == 0 else (self.page - 1) * self.page_size + 1

    @property
    def last(self) -> int:
        """Number of the last row shown."""
        return self.first + len(self.items) - 1 if self.items else 0

    def url(self, **changes: Any) -> str:
        """The list's address with some of page, sort and filters changed."""
        values = {**self.filters, "sort": self.sort or None, **changes}
        return url_for(request.endpoint or "", **{**(request.view_args or {}), **values})

    def sort_url(self, column: str) -> str:
        """Sorted by this column; the other way round when it already is."""
        return self.url(sort=f"-{column}" if self.sort == column else column)

    def direction(self, column: str) -> str:
        """`ascending`, `descending` or `none`, as `aria-sort` wants it."""
        return {column: "ascending", f"-{column}": "descending"}.get(self.sort, "none")


def chosen(filters: Sequence[str]) -> dict[str, Any]:
    """Those of the filters that the page's own address sets."""
    return {name: request.args[name] for name in filters if request.args.get(name)}


def list_query(filters: Sequence[str], *, page_size: int = PAGE_SIZE) -> dict[str, Any]:
    """What to ask a service's list for, from the page's own address: `get(path, **list_query(("q", "state")))`."""
    page = request.args.get("page", type=int) or 1
    return {**chosen(filters), "page": max(1, page), "page_size": page_size, "sort": request.args.get("sort")}
