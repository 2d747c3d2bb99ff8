"""The numbers that the chair reads, and the units' numbers beside them."""

from __future__ import annotations

from uuid import uuid4

from chassis.auth.roles import Role
from tests.registration.world import ORGANIZER, OTHER_UNIT, RECEPTIONIST, UNIT, Registration, as_guest, of_role

NOBODY_APART = {"substituted": 0, "unlisted": 0}


def _half_full(registration: Registration) -> None:
    """Four places offered to three invitees of whom one has not answered; two delegates present, at two gates."""
    invitation, guest = registration.issue("so-y-te"), registration.issue("bi-thu")
    registration.send(UNIT, "PUT", f"/invitations/{invitation['id']}/answer", {"answer": "attends", "attending": 2})
    registration.send(ORGANIZER, "PUT", f"/invitations/{guest['id']}/answer", {"answer": "attends"})
    registration.scan(delegate_id=registration.get(as_guest(guest), "/me")["delegate"]["id"])
    _delegate, held = registration.confirmed("Đại biểu 1")
    registration.scan(gate="b", **{"pass": held["text"]})
    registration.scan(gate="a", **{"pass": held["text"]})
    registration.register("Đại biểu 2")
    registration.register("Đại biểu 3")
    registration.confirmed("Đại biểu 4", "huyen-dai-tu")
    absent, _held = registration.confirmed("Đại biểu 5", "huyen-dai-tu")
    registration.send(ORGANIZER, "POST", f"/delegates/{absent['id']}/excuse", {"reason": "Ốm"})


def test_attendance_of_a_hall_that_fills_up(registration: Registration) -> None:
    _half_full(registration)
    assert registration.get(RECEPTIONIST, "/attendance") == {
        "as_of": "2026-06-01T01:00:00+00:00",
        "totals": {
            "invited": 3,
            "registered": 1,
            "confirmed": 3,
            "present": 2,
            "absent": 1,
            "excused": 1,
            "waiting": 1,
            "substituted": 0,
            "unlisted": 0,
        },
        "by_category": [
            {"code": "leaders", "name": "Lãnh đạo tỉnh", "invited": 1, "confirmed": 1, "present": 1, "absent": 0}
            | NOBODY_APART,
            {"code": "departments", "name": "Sở, ban, ngành", "invited": 2, "confirmed": 1, "present": 1, "absent": 0}
            | NOBODY_APART,
            {"code": "districts", "name": "Huyện, thành phố", "invited": 0, "confirmed": 1, "present": 0, "absent": 1}
            | NOBODY_APART,
        ],
        "by_gate": [
            {"code": "a", "name": "Cửa A", "present": 1},
            {"code": "b", "name": "Cửa B", "present": 1},
        ],
        "missing_units": [
            {
                "code": "huyen-dai-tu",
                "name": "Huyện Đại Từ",
                "confirmed": 1,
                "present": 0,
                "focal_point_name": None,
                "focal_point_phone": None,
            }
        ],
        "answers": {"attends": 2, "declines": 0, "none": 0},
        "substitutes": [],
        "unlisted_guests": [],
    }


def test_attendance_of_an_empty_hall(registration: Registration) -> None:
    attendance = registration.get(ORGANIZER, "/attendance")
    assert set(attendance["totals"].values()) == {0}
    assert (attendance["missing_units"], attendance["answers"]) == ([], {"attends": 0, "declines": 0, "none": 0})


def test_undone_check_in_does_not_count(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    accepted = registration.scan(**{"pass": held["text"]}).get_json()
    registration.send(RECEPTIONIST, "POST", f"/check-ins/{accepted['check_in_id']}/undo", {"reason": "Nhầm người"})
    attendance = registration.get(ORGANIZER, "/attendance")
    assert (attendance["totals"]["present"], attendance["by_gate"][0]["present"]) == (0, 0)


def test_attendance_is_told_as_of_a_moment(registration: Registration) -> None:
    """One comes in at once; a second later, which is undone later still."""
    _first, first = registration.confirmed("Đại biểu 1")
    _second, second = registration.confirmed("Đại biểu 2")
    registration.scan(**{"pass": first["text"]})
    early = registration.clock()
    registration.clock.move(minutes=10)
    accepted = registration.scan(gate="b", **{"pass": second["text"]}).get_json()
    late = registration.clock()
    registration.clock.move(minutes=10)
    registration.send(RECEPTIONIST, "POST", f"/check-ins/{accepted['check_in_id']}/undo", {"reason": "Nhầm người"})

    def numbers(**query: str) -> tuple[str, int, list[int]]:
        told = registration.get(ORGANIZER, "/attendance", **query)
        return told["as_of"], told["totals"]["present"], [gate["present"] for gate in told["by_gate"]]

    now = registration.clock().isoformat()
    assert numbers(as_of="2026-06-01T00:59:59+00:00") == ("2026-06-01T00:59:59+00:00", 0, [0, 0])
    assert numbers(as_of=early.isoformat()) == (early.isoformat(), 1, [1, 0])
    assert numbers(as_of=late.isoformat()) == (late.isoformat(), 2, [1, 1])
    assert numbers() == (now, 1, [1, 0])
    assert numbers(as_of="2027-01-01T00:00:00+07:00") == (now, 1, [1, 0])


def test_substitutes_and_unlisted_guests_are_told_apart_and_by_name(registration: Registration) -> None:
    delegate, _held = registration.confirmed("Lê Thị Hòa")
    body = {"full_name": "Trần Văn Thay", "post": "Chuyên viên"}
    registration.send(ORGANIZER, "POST", f"/delegates/{delegate['id']}/substitute", body, 201)
    guest = {"full_name": "Đỗ Văn Khách", "unit": "huyen-dai-tu", "reason": "Phóng viên"}
    door = {"gate": "a", "scan_id": str(uuid4()), "scanned_at": registration.clock().isoformat()}
    registration.send(RECEPTIONIST, "POST", "/unlisted-guests", guest | door, 201)
    told = registration.get(of_role(Role.CHAIR), "/attendance")
    assert (told["totals"]["confirmed"], told["totals"]["present"], told["totals"]["unlisted"]) == (1, 0, 1)
    assert [(one["substituted"], one["unlisted"]) for one in told["by_category"]] == [(0, 0), (1, 0), (0, 0)]
    assert told["substitutes"] == [
        {
            "full_name": "Trần Văn Thay",
            "post": "Chuyên viên",
            "unit_name": "Sở Y tế",
            "instead_of": "Lê Thị Hòa",
            "present": False,
        }
    ]
    (unlisted,) = told["unlisted_guests"]
    assert (unlisted["full_name"], unlisted["reason"]) == ("Đỗ Văn Khách", "Phóng viên")
    numbers_only = registration.get(of_role(Role.DEPARTMENT), "/attendance")
    assert (numbers_only["substitutes"], numbers_only["unlisted_guests"]) == (None, None)


def test_missing_units_focal_point_can_be_called_by_office_and_chair(registration: Registration) -> None:
    registration.confirmed()

    def called(role: Role) -> tuple[str, str]:
        (unit,) = registration.get(of_role(role), "/attendance")["missing_units"]
        return unit["focal_point_name"], unit["focal_point_phone"]

    whole, masked = ("Nguyễn Thị Ánh", "0900.000.001"), ("Nguyễn Thị Ánh", "0900 *** 001")
    assert [called(role) for role in (Role.ORGANIZER, Role.CHAIR)] == [whole, whole]
    assert [called(role) for role in (Role.RECEPTIONIST, Role.DEPARTMENT)] == [masked, masked]


def test_units_are_listed_with_their_numbers(registration: Registration) -> None:
    _half_full(registration)
    units = registration.get(ORGANIZER, "/units")["items"]
    numbers = ("quota", "attending", "registered", "confirmed", "waiting", "present")
    assert [(unit["code"], unit["answer"], *(unit[name] for name in numbers)) for unit in units] == [
        ("dai-truyen-hinh", None, 0, 0, 0, 0, 0, 0),
        ("so-y-te", "attends", 2, 2, 1, 1, 1, 1),
        ("huyen-dai-tu", None, 3, 0, 0, 1, 0, 0),
    ]


def test_units_are_filtered(registration: Registration) -> None:
    _half_full(registration)

    def codes(**filters: str) -> list[str]:
        return [unit["code"] for unit in registration.get(ORGANIZER, "/units", **filters)["items"]]

    assert codes(q="dai") == ["dai-truyen-hinh", "huyen-dai-tu"]
    assert codes(category="districts") == ["huyen-dai-tu"]
    assert codes(answer="attends") == ["so-y-te"]
    assert codes(answer="none") == ["huyen-dai-tu"]


def test_unit_sees_itself_only(registration: Registration) -> None:
    assert [unit["code"] for unit in registration.get(OTHER_UNIT, "/units")["items"]] == ["huyen-dai-tu"]


def test_focal_points_phone_is_masked_except_for_the_office(registration: Registration) -> None:
    phones = {
        who.role: registration.get(who, "/units", q="y te")["items"][0]["focal_point_phone"]
        for who in (ORGANIZER, RECEPTIONIST)
    }
    assert phones == {"organizer": "0900.000.001", "receptionist": "0900 *** 001"}


def test_pass_key_verifies_without_a_network(registration: Registration) -> None:
    key = registration.get(RECEPTIONIST, "/pass-key")
    assert (len(key["public_key"]), len(key["kid"])) == (43, 11)
