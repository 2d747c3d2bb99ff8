"""What applying a plan would change, in words."""

from __future__ import annotations

from datetime import date

from services.documents.plan import Change, diff, load_plan


def changes(text: str, old: str, new: str) -> list[Change]:
    assert old in text
    return diff(load_plan(text), load_plan(text.replace(old, new, 1)))


def test_same_plan_has_no_difference(province_plan: str) -> None:
    assert diff(load_plan(province_plan), load_plan(province_plan)) == []


def test_order_of_keys_is_no_difference(district_plan: str) -> None:
    assert changes(district_plan, "{ code: main, name: Cửa chính }", "{ name: Cửa chính, code: main }") == []


def test_changed_field_has_old_and_new(district_plan: str) -> None:
    assert changes(district_plan, "quota: 6", "quota: 7") == [
        Change("changed", "units", "edu-office", "Education Office", "quota", 6, 7)
    ]


def test_changed_field_is_told_in_both_languages(district_plan: str) -> None:
    (change,) = changes(district_plan, "quota: 6", "quota: 7")
    assert change.sentence_vi == "Đơn vị “Education Office”: chỉ tiêu từ 6 thành 7."
    assert change.sentence_en == "Unit “Education Office”: quota from 6 to 7."


def test_changed_field_inside_a_table_is_told_alone(district_plan: str) -> None:
    (change,) = changes(district_plan, "email: office@finance.example", "email: finance@finance.example")
    assert (change.code, change.field) == ("finance", "focal_point.email")
    assert change.sentence_vi == (
        "Đơn vị “Finance”: thư điện tử của đầu mối từ “office@finance.example” thành “finance@finance.example”."
    )


def test_changed_date_is_told_as_offices_write_it(district_plan: str) -> None:
    (change,) = changes(district_plan, "due: 16/5/2025", "due: 17/5/2025")
    assert (change.old, change.new) == (date(2025, 5, 16), date(2025, 5, 17))
    assert change.sentence_vi == (
        "Nhiệm vụ phải nộp “Đánh giá việc dạy hai buổi mỗi ngày”: hạn từ 16/5/2025 thành 17/5/2025."
    )


def test_value_that_was_not_there_is_told_as_nothing(district_plan: str) -> None:
    (change,) = changes(district_plan, "  chair: Phó Chủ tịch Ủy ban nhân dân huyện\n", "")
    assert change.sentence_en == "Conference: chair from “Phó Chủ tịch Ủy ban nhân dân huyện” to (nothing)."


def test_changed_code_is_one_removed_and_one_added(district_plan: str) -> None:
    found = changes(district_plan, "code: main", "code: front")
    assert [(change.kind, change.noun, change.code, change.sentence_vi) for change in found] == [
        ("removed", "gates", "main", "Bỏ cửa “Cửa chính”."),
        ("added", "gates", "front", "Thêm cửa “Cửa chính”."),
    ]


def test_other_order_is_told(district_plan: str) -> None:
    first = "  - { name: Thường trực Huyện ủy, purpose: để báo cáo }\n"
    second = "  - { name: Chủ tịch và các Phó Chủ tịch UBND huyện, purpose: để báo cáo }\n"
    (change,) = changes(district_plan, first + second, second + first)
    assert (change.noun, change.field, change.sentence_en) == (
        "distribution_list",
        "order",
        "Change the order: recipient.",
    )


def test_rule_that_came_and_went_is_told(district_plan: str) -> None:
    rule = "topic_rule: { least: 1, most: 1, minutes: 10 }\n"
    topics = "    topics:\n      - { title: Chuyển đổi số trong quản lý nhà trường, unit: cs-huong-son }\n"
    without = load_plan(district_plan.replace(rule, "").replace(topics, ""))
    having = load_plan(district_plan.replace(topics, ""))
    assert [change.sentence_vi for change in diff(without, having)] == ["Thêm quy định số chủ đề."]
    assert [change.sentence_vi for change in diff(having, without)] == ["Bỏ quy định số chủ đề."]


def test_first_plan_is_all_added(province_plan: str) -> None:
    found = diff(None, load_plan(province_plan))
    assert {change.kind for change in found} == {"added"}
    assert sum(change.noun == "units" for change in found) == 90
    assert found[0].sentence_vi == "Thêm hội nghị “Sơ kết công tác tuyên giáo 6 tháng đầu năm 2024”."
