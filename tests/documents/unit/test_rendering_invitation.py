"""Giấy mời: what stands on it, in both forms."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chassis.testing.pdf import pdf_fonts, pdf_page_sizes, pdf_qr_texts, pdf_text
from services.documents.rendering import ND30, PARTY, Conference, FormatProfile, InvitationPaper, render_invitation
from services.documents.rendering.papers import InviteeKind

BOTH_PROFILES = pytest.mark.parametrize("profile", [PARTY, ND30], ids=["party", "nd30"])


def test_party_form_of_an_invitation_of_a_unit(invitation_paper: InvitationPaper) -> None:
    assert pdf_text(render_invitation(invitation_paper, PARTY).content) == (
        "TỈNH ỦY THÁI NGUYÊN BAN TUYÊN GIÁO * ĐẢNG CỘNG SẢN VIỆT NAM Số 07-GM/BTGTU"
        " Thái Nguyên, ngày 05 tháng 6 năm 2024"
        " GIẤY MỜI Dự Hội nghị sơ kết công tác tuyên giáo 6 tháng đầu năm 2024 -----"
        " Trân trọng kính mời: Ban Tuyên giáo Thành ủy Phổ Yên"
        " Dự: Hội nghị sơ kết công tác tuyên giáo 6 tháng đầu năm, triển khai nhiệm vụ 6 tháng cuối năm 2024"
        " Thời gian: 07 giờ 30 phút, thứ Sáu, ngày 05 tháng 7 năm 2024"
        " Địa điểm: Hội trường tầng 5, nhà C, trụ sở Tỉnh ủy"
        " Chủ trì: Lãnh đạo Ban Tuyên giáo Tỉnh ủy"
        " Đầu mối liên hệ: Văn phòng Ban, điện thoại 0900.000.001, thư điện tử vanphong@btg.example"
        " Đề nghị quý cơ quan, đơn vị cử 03 đại biểu tham dự đúng thành phần, thời gian nêu trên."
        " Nơi nhận: - Như trên, - Lưu Văn phòng. K/T TRƯỞNG BAN PHÓ TRƯỞNG BAN ………………………………"
        " Quét mã QR để trả lời giấy mời và đăng ký đại biểu hoặc mở địa chỉ:"
        " https://hoinghi.example/i/Ab3dEfGh1jKlMn0pQrStUvWxYz"
        " Đường dẫn này dành riêng cho nơi được mời, đề nghị không chuyển tiếp."
    )


def test_state_form_of_an_invitation_of_a_guest(invitation_paper: InvitationPaper) -> None:
    guest = replace(
        invitation_paper,
        invitee_kind="guest",
        invitee_name="Trần Thị Ữ",
        invitee_post="Phó Chủ tịch",
        purpose="Dự và chỉ đạo",
        signer_name="Lê Văn Ợ",
        distribution=("Như trên", "Lưu: VT, VP"),
        link=None,
    )
    assert pdf_text(render_invitation(guest, ND30).content) == (
        "TỈNH ỦY THÁI NGUYÊN BAN TUYÊN GIÁO CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"
        " Số: 07/GM-BTGTU Thái Nguyên, ngày 05 tháng 6 năm 2024"
        " GIẤY MỜI Dự Hội nghị sơ kết công tác tuyên giáo 6 tháng đầu năm 2024"
        " Trân trọng kính mời: Đồng chí Trần Thị Ữ Chức vụ: Phó Chủ tịch"
        " Dự và chỉ đạo: Hội nghị sơ kết công tác tuyên giáo 6 tháng đầu năm, triển khai nhiệm vụ 6 tháng cuối năm 2024"
        " Thời gian: 07 giờ 30 phút, thứ Sáu, ngày 05 tháng 7 năm 2024"
        " Địa điểm: Hội trường tầng 5, nhà C, trụ sở Tỉnh ủy"
        " Chủ trì: Lãnh đạo Ban Tuyên giáo Tỉnh ủy"
        " Đầu mối liên hệ: Văn phòng Ban, điện thoại 0900.000.001, thư điện tử vanphong@btg.example"
        " Kính mong đồng chí sắp xếp thời gian tham dự./."
        " Nơi nhận: - Như trên; - Lưu: VT, VP. KT. TRƯỞNG BAN PHÓ TRƯỞNG BAN Lê Văn Ợ"
    )


@BOTH_PROFILES
def test_what_the_plan_lacks_stays_dots(paper_conference: Conference, profile: FormatProfile) -> None:
    bare = replace(
        paper_conference,
        document_code=None,
        chair=None,
        signer_authority=None,
        signer_title=None,
        contact_name=None,
        contact_phone=None,
        contact_email=None,
    )
    text = pdf_text(render_invitation(InvitationPaper(bare, "guest", "Trần Thị Ữ"), profile).content)
    number = "Số ……-GM/………" if profile is PARTY else "Số: ……/GM-………"
    parts = (number, *(f"{label}: ……………" for label in ("Chủ trì", "Đầu mối liên hệ", "Chức vụ")))
    assert [part in text for part in parts] == [True] * 4
    assert "Thái Nguyên, ngày …… tháng …… năm ……" in text


@BOTH_PROFILES
def test_a_scanner_reads_the_private_link(invitation_paper: InvitationPaper, profile: FormatProfile) -> None:
    content = render_invitation(invitation_paper, profile).content
    assert pdf_qr_texts(content, 110) == [invitation_paper.link]


@BOTH_PROFILES
def test_an_invitation_is_one_page_of_a4(invitation_paper: InvitationPaper, profile: FormatProfile) -> None:
    paper = render_invitation(invitation_paper, profile)
    assert (paper.pages, pdf_page_sizes(paper.content)) == (1, [(210, 297)])


@BOTH_PROFILES
@pytest.mark.parametrize("kind", ["unit", "guest"])
def test_an_invitation_is_one_page_of_a5_with_the_same_words(
    invitation_paper: InvitationPaper, profile: FormatProfile, kind: InviteeKind
) -> None:
    invited = replace(invitation_paper, invitee_kind=kind, invitee_post="Phó Chủ tịch")
    small, large = render_invitation(invited, profile, "a5"), render_invitation(invited, profile, "a4")
    assert (small.pages, pdf_page_sizes(small.content)) == (1, [(148, 210)])
    assert sorted(pdf_text(small.content).split()) == sorted(pdf_text(large.content).split())
    assert pdf_qr_texts(small.content, 150) == [invitation_paper.link]


@BOTH_PROFILES
def test_all_fonts_are_embedded(invitation_paper: InvitationPaper, profile: FormatProfile) -> None:
    fonts = pdf_fonts(render_invitation(invitation_paper, profile).content)
    assert {name.split("+")[-1].split("-")[0]: embedded for name, embedded in fonts.items()} == {"Tinos": True}


def test_short_title_without_the_kind_of_meeting_gets_it(invitation_paper: InvitationPaper) -> None:
    short = replace(invitation_paper.conference, short_title="Sơ kết công tác tuyên giáo")
    text = pdf_text(render_invitation(replace(invitation_paper, conference=short), PARTY).content)
    assert "GIẤY MỜI Dự Hội nghị sơ kết công tác tuyên giáo -----" in text


def test_a_conference_over_several_days_shows_its_end(invitation_paper: InvitationPaper) -> None:
    conference = invitation_paper.conference
    longer = replace(conference, ends_at=conference.ends_at.replace(day=7))
    text = pdf_text(render_invitation(replace(invitation_paper, conference=longer), PARTY).content)
    assert (
        "Thời gian: từ 07 giờ 30 phút, thứ Sáu, ngày 05 tháng 7 năm 2024"
        " đến 11 giờ 30 phút, Chủ nhật, ngày 07 tháng 7 năm 2024" in text
    )


@BOTH_PROFILES
def test_a_long_invitation_goes_on_to_a_numbered_second_page(
    invitation_paper: InvitationPaper, profile: FormatProfile
) -> None:
    conference = replace(invitation_paper.conference, title="Hội nghị triển khai nhiệm vụ trọng tâm " * 60)
    paper = render_invitation(replace(invitation_paper, conference=conference), profile)
    assert paper.pages == 2
    assert pdf_qr_texts(paper.content, 110) == [invitation_paper.link]
    assert " 2 " in f" {pdf_text(paper.content)} "
