"""Activities, distribution list and report outlines as the plan has them."""

from __future__ import annotations

from tests.documents.world import Documents


def test_activities_name_their_owners_in_words(planned: Documents) -> None:
    first, second = planned.get("/activities").get_json()["items"]
    assert first == {
        "code": "tham-tri-an",
        "title": "Thăm cán bộ hưu trí",
        "kind": "gratitude_visit",
        "owners": ["xa-an-binh"],
        "owner_names": ["Xã An Bình"],
        "starts_on": "2025-03-05",
        "ends_on": "2025-03-06",
        "due_date": None,
        "policy": None,
        "evidence": None,
        "source": "Mục I.2",
    }
    assert (second["owner_names"], second["due_date"], second["policy"]) == (
        ["Cụm phía Đông"],
        "2025-03-15",
        "before",
    )


def test_distribution_list_keeps_its_order(planned: Documents) -> None:
    assert planned.get("/distribution-list").get_json()["items"] == [
        {"position": 1, "name": "Thường trực Huyện ủy", "purpose": "để b/c", "units": []},
        {"position": 2, "name": "Các xã", "purpose": None, "units": ["xa"]},
    ]


def test_report_outline_is_a_tree(planned: Documents) -> None:
    (outline,) = planned.get("/report-outline").get_json()["items"]
    assert [(section["number"], section["petitions"]) for section in outline["sections"]] == [
        ("I", False),
        ("II", True),
    ]
    assert outline["sections"][0]["sections"] == [
        {
            "number": "1",
            "title": "Ưu điểm",
            "points": ["Nổi bật"],
            "exemplary_models": False,
            "petitions": False,
            "sections": [],
        }
    ]


def test_a_later_plan_replaces_the_lists(planned: Documents, plan_source: str) -> None:
    planned.apply(plan_source[: plan_source.index("activities:")])
    assert planned.get("/activities").get_json()["total"] == 0
    assert planned.get("/distribution-list").get_json()["total"] == 0


def test_lists_of_an_unknown_conference_are_not_found(documents: Documents) -> None:
    paths = ("/activities", "/distribution-list", "/report-outline", "/papers")
    assert {documents.get(path).status_code for path in paths} == {404}
