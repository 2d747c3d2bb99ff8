"""The words of every finding: how much it matters, what is so, and how to mend it in Word. `{names}` are filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chassis.language import Text
from services.documents.finding_words import sentences
from services.documents.form_check.report import Finding, Place, Severity
from services.documents.form_check.texts_of_refusals import REFUSALS

OK, ADVICE, WARNING, CANNOT_TELL = Severity.OK, Severity.ADVICE, Severity.WARNING, Severity.CANNOT_TELL
NOTHING = Text("", "")


@dataclass(frozen=True)
class Words:
    """What a finding of one code says."""

    severity: Severity
    message: Text
    mend: Text = NOTHING


_SELECT_FONT = Text(
    "Bấm Ctrl+A, vào thẻ Trang đầu (Home), ô phông chữ chọn “{wanted}”.",
    "Press Ctrl+A, and on the Home tab choose the font “{wanted}”.",
)
_MARGINS = Text(
    "Vào Bố trí (Layout) → Lề (Margins) → Lề tùy chỉnh (Custom Margins), nhập {wanted}, mục Áp dụng cho (Apply to) "
    "chọn Toàn văn bản (Whole document).",
    "Layout → Margins → Custom Margins, enter {wanted}, and apply to the whole document.",
)
_TITLES = Text(
    "Gõ đề mục trên một dòng riêng, đúng tên và số thứ tự của đề cương, hoặc dùng tệp mẫu có sẵn đề mục.",
    "Write the heading on a line of its own, with the outline's name and number, or use the template.",
)

FINDINGS: dict[str, Words] = {
    "paper_ok": Words(OK, Text("Khổ giấy {wanted}, đúng yêu cầu.", "The paper is {wanted}, as asked.")),
    "paper_wrong": Words(
        WARNING,
        Text(
            "Khổ giấy {width} × {height} mm ở {where}; yêu cầu {wanted}.",
            "The paper is {width} × {height} mm on {where}; {wanted} is asked.",
        ),
        Text(
            "Vào Bố trí (Layout) → Kích cỡ (Size), chọn {wanted}; nếu văn bản có nhiều phần, bấm Ctrl+A trước.",
            "Layout → Size, choose {wanted}; press Ctrl+A first if the text has several sections.",
        ),
    ),
    "paper_landscape": Words(
        WARNING,
        Text("Toàn bộ văn bản đặt giấy ngang.", "The whole text is in landscape."),
        Text(
            "Vào Bố trí (Layout) → Hướng (Orientation), chọn Dọc (Portrait).",
            "Layout → Orientation → Portrait.",
        ),
    ),
    "paper_unknown": Words(
        CANNOT_TELL,
        Text("Chưa biết khổ giấy “{wanted}” nên không đối chiếu được.", "The paper “{wanted}” is not known here."),
    ),
    "margins_ok": Words(OK, Text("Căn lề đúng yêu cầu.", "The margins are as asked.")),
    "margins_wrong": Words(
        WARNING,
        Text("Căn lề chưa đúng ở {where}: {sides}.", "The margins are not as asked on {where}: {sides}."),
        _MARGINS,
    ),
    "margins_unknown": Words(
        CANNOT_TELL,
        Text("Không đo được lề của tệp này.", "The margins of this file cannot be measured."),
    ),
    "font_ok": Words(OK, Text("Phông chữ {wanted}, đúng yêu cầu.", "The font is {wanted}, as asked.")),
    "font_wrong": Words(
        WARNING,
        Text(
            "Phông chữ chính là “{font}” ({share}% số chữ); yêu cầu {wanted}.",
            "The main font is “{font}” ({share}% of the letters); {wanted} is asked.",
        ),
        _SELECT_FONT,
    ),
    "font_mixed": Words(
        ADVICE,
        Text(
            "{share}% số chữ dùng phông khác {wanted}: {others}.",
            "{share}% of the letters are not in {wanted}: {others}.",
        ),
        _SELECT_FONT,
    ),
    "font_accents": Words(
        WARNING,
        Text(
            "Chữ có dấu hiện bằng phông “{font}”, chữ không dấu bằng “{plain}”: nét chữ trong một từ không đều nhau.",
            "Letters with accents are in “{font}”, those without in “{plain}”: the letters of a word do not match.",
        ),
        _SELECT_FONT,
    ),
    "font_old_encoding": Words(
        WARNING,
        Text(
            "{share}% số chữ dùng phông “{font}” theo bảng mã cũ (TCVN3, VNI), máy khác đọc sai dấu.",
            "{share}% of the letters are in “{font}” with an old encoding (TCVN3, VNI), which others cannot read.",
        ),
        Text(
            "Dùng Unikey (Ctrl+Shift+F6) chuyển mã sang Unicode, rồi đổi phông sang {wanted}.",
            "Convert the text to Unicode (Unikey, Ctrl+Shift+F6), then choose the font {wanted}.",
        ),
    ),
    "font_unknown": Words(
        CANNOT_TELL,
        Text("Không đọc được phông và cỡ chữ của tệp này.", "Font and size of this file cannot be read."),
    ),
    "size_ok": Words(OK, Text("Cỡ chữ {wanted}, đúng yêu cầu.", "The size is {wanted}, as asked.")),
    "size_wrong": Words(
        WARNING,
        Text(
            "Cỡ chữ chính là {size} ({share}% số chữ); yêu cầu cỡ {wanted}.",
            "The main size is {size} ({share}% of the letters); {wanted} is asked.",
        ),
        Text(
            "Chọn phần nội dung, vào thẻ Trang đầu (Home), ô cỡ chữ nhập {wanted}.",
            "Select the body text and enter {wanted} as the size on the Home tab.",
        ),
    ),
    "size_mixed": Words(
        ADVICE,
        Text(
            "{share}% số chữ có cỡ khác {wanted}: {others}.",
            "{share}% of the letters have another size than {wanted}: {others}.",
        ),
        Text(
            "Chọn đoạn được nêu, vào thẻ Trang đầu (Home), ô cỡ chữ nhập {wanted}.",
            "Select the named paragraph and enter {wanted} as the size on the Home tab.",
        ),
    ),
    "pages_ok": Words(
        OK,
        Text("Dài {pages} trang, trong mức {least}–{most} trang.", "{pages} pages long, within {least} to {most}."),
    ),
    "pages_few": Words(
        WARNING,
        Text(
            "Dài {pages} trang; yêu cầu khoảng {about} trang ({least}–{most}).",
            "{pages} pages long; about {about} ({least} to {most}) are asked.",
        ),
        Text(
            "Bổ sung nội dung, số liệu cho các mục còn sơ lược; bìa, phụ lục và hình ảnh không tính vào số trang.",
            "Add content and figures where sections are brief; cover, appendix and pictures do not count.",
        ),
    ),
    "pages_many": Words(
        WARNING,
        Text(
            "Dài {pages} trang; yêu cầu khoảng {about} trang ({least}–{most}).",
            "{pages} pages long; about {about} ({least} to {most}) are asked.",
        ),
        Text(
            "Rút gọn nội dung, hoặc chuyển biểu số liệu sang phần sau dòng “PHỤ LỤC” (không tính vào số trang).",
            "Shorten the text, or move tables behind a line “PHỤ LỤC” (appendix), which does not count.",
        ),
    ),
    "outline_ok": Words(
        OK,
        Text("Đủ {count} mục của đề cương, đúng thứ tự.", "All {count} sections of the outline, in their order."),
    ),
    "section_missing": Words(
        WARNING,
        Text("Chưa thấy mục “{title}” của đề cương.", "The section “{title}” of the outline is not there."),
        _TITLES,
    ),
    "section_moved": Words(
        WARNING,
        Text(
            "Mục “{title}” không đứng đúng thứ tự của đề cương.",
            "The section “{title}” does not stand where the outline has it.",
        ),
        Text(
            "Bật Ngăn dẫn hướng (View → Navigation Pane) và kéo đề mục về đúng chỗ, hoặc cắt, dán cả mục.",
            "Turn on View → Navigation Pane and drag the heading to its place, or cut and paste the section.",
        ),
    ),
    "section_empty": Words(
        ADVICE,
        Text(
            "Mục “{title}” còn trống hoặc rất ngắn ({words} từ).", "“{title}” is empty or very short ({words} words)."
        ),
        Text(
            "Viết nội dung dưới đề mục; nếu đơn vị không có việc này, ghi rõ “không phát sinh”.",
            "Write the content below the heading; if there is nothing to report, say so.",
        ),
    ),
    "heading_level": Words(
        ADVICE,
        Text(
            "Đề mục “{title}” có cấp cao hơn hoặc bằng đề mục chứa nó (“{parent}”).",
            "The heading “{title}” is not below the one that holds it (“{parent}”).",
        ),
        Text(
            "Đặt con trỏ vào đề mục, thẻ Trang đầu (Home) → Kiểu (Styles), chọn cấp đề mục thấp hơn (Heading).",
            "Put the cursor in the heading and choose a lower heading style under Home → Styles.",
        ),
    ),
    "outline_unknown": Words(
        CANNOT_TELL,
        Text("Không đọc được chữ nên không đối chiếu được đề cương.", "Without text the outline cannot be compared."),
    ),
    "models_ok": Words(
        OK,
        Text("Có {count} mô hình tiêu biểu, độ dài đúng yêu cầu.", "{count} exemplary models, of the length asked."),
    ),
    "models_few": Words(
        WARNING,
        Text(
            "Thấy {count} mô hình tiêu biểu; yêu cầu {least}–{most}.", "{count} exemplary models; {least}–{most} asked."
        ),
        Text(
            "Mỗi mô hình mở đầu bằng một dòng riêng: “Mô hình 1: …”, “Mô hình 2: …”.",
            "Begin each model with a line of its own: “Mô hình 1: …”, “Mô hình 2: …”.",
        ),
    ),
    "models_many": Words(
        WARNING,
        Text(
            "Thấy {count} mô hình tiêu biểu; yêu cầu {least}–{most}.", "{count} exemplary models; {least}–{most} asked."
        ),
        Text(
            "Giữ lại {most} mô hình tiêu biểu nhất, chuyển phần còn lại sang phụ lục.",
            "Keep the {most} best and move the others to the appendix.",
        ),
    ),
    "model_long": Words(
        WARNING,
        Text(
            "“{title}” dài khoảng {pages} trang; mỗi mô hình không quá {most} trang.",
            "“{title}” takes about {pages} of a page; each model may take {most}.",
        ),
        Text("Rút gọn phần giới thiệu mô hình này.", "Shorten the text of this model."),
    ),
    "models_unknown": Words(
        CANNOT_TELL,
        Text(
            "Chưa nhận ra mô hình tiêu biểu nào nên không đếm được.",
            "No exemplary model was recognised, so they cannot be counted.",
        ),
        Text(
            "Mỗi mô hình mở đầu bằng một dòng riêng: “Mô hình 1: …”, “Mô hình 2: …”.",
            "Begin each model with a line of its own: “Mô hình 1: …”, “Mô hình 2: …”.",
        ),
    ),
    "tracked_changes": Words(
        ADVICE,
        Text("Còn {count} chỗ sửa đổi chưa chấp nhận.", "{count} tracked changes are not yet accepted."),
        Text(
            "Vào Xem lại (Review) → Chấp nhận (Accept) → Chấp nhận mọi thay đổi và dừng theo dõi.",
            "Review → Accept → Accept All Changes and Stop Tracking.",
        ),
    ),
    "hidden_text": Words(
        ADVICE,
        Text("Có {count} chữ bị ẩn trong văn bản.", "{count} letters of the text are hidden."),
        Text(
            "Bấm Ctrl+A rồi Ctrl+D, bỏ chọn Ẩn (Hidden); xóa phần không cần gửi.",
            "Press Ctrl+A, then Ctrl+D, untick Hidden, and delete what is not meant to be sent.",
        ),
    ),
    "comments_left": Words(
        ADVICE,
        Text("Còn {count} ghi chú bên lề.", "{count} comments are left in the margin."),
        Text(
            "Vào Xem lại (Review) → Xóa (Delete) → Xóa mọi chú thích trong tài liệu.",
            "Review → Delete → Delete All Comments in Document.",
        ),
    ),
    "hints_left": Words(
        ADVICE,
        Text("Còn {count} dòng gợi ý của tệp mẫu.", "{count} hints of the template are left."),
        Text("Xóa các dòng gợi ý chữ nghiêng trong ngoặc vuông.", "Delete the hints in italics and square brackets."),
    ),
    "foreign_parts": Words(
        CANNOT_TELL,
        Text(
            "Văn bản chèn {count} tệp khác; phần đó không kiểm tra được.",
            "{count} other files are put into the text; those parts cannot be checked.",
        ),
        Text("Mở bằng Word rồi lưu lại (Ctrl+S) để nhập hẳn nội dung.", "Open it in Word and save it again."),
    ),
    "scan": Words(
        CANNOT_TELL,
        Text(
            "Tệp là bản quét (ảnh chụp), không có chữ để kiểm tra.",
            "The file is a scan (pictures); there is no text to check.",
        ),
        Text(
            "Gửi kèm tệp Word, hoặc PDF xuất từ Word: Tệp (File) → Lưu dưới dạng (Save As) → PDF.",
            "Also send the Word file, or a PDF saved from Word: File → Save As → PDF.",
        ),
    ),
    "recognised_scan": Words(
        CANNOT_TELL,
        Text(
            "Tệp là bản quét đã nhận dạng chữ: không biết được phông và cỡ chữ của bản gốc.",
            "The file is a scan with recognised text: font and size of the original cannot be told.",
        ),
        Text("Gửi kèm tệp Word gốc.", "Also send the original Word file."),
    ),
    "first_pages": Words(
        ADVICE,
        Text("Tệp rất dài: chỉ đọc chữ của {count} trang đầu.", "Very long: only the first {count} pages were read."),
    ),
    "wrong_extension": Words(
        ADVICE,
        Text(
            "Tên tệp có đuôi “{extension}” nhưng nội dung là {kind}.",
            "The file's name ends in “{extension}”, but it is {kind}.",
        ),
        Text("Đổi đuôi tên tệp thành .{kind}.", "Rename the file to end in .{kind}."),
    ),
}

CODES = tuple(FINDINGS) + tuple(REFUSALS)


def finding(code: str, place: Place | None = None, **values: Any) -> Finding:
    """The finding of a code with its places filled; a `Text` or a number among the values is told in each language."""
    words = FINDINGS.get(code) or Words(CANNOT_TELL, *REFUSALS[code])
    return Finding(
        code=code,
        severity=words.severity,
        **sentences(words.message, words.mend, values),
        place=place,
    )
