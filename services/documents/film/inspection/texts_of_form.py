"""Words about the file, its length and its pictures."""

from __future__ import annotations

from chassis.language import Text
from services.documents.film.inspection.report import Rule, Severity
from services.documents.film.inspection.words import Words

GOOD, WARNING, FAILURE, CANNOT_TELL = Severity.GOOD, Severity.WARNING, Severity.FAILURE, Severity.CANNOT_TELL

_SEQUENCE = Text(
    "Đặt chuỗi dựng (sequence) và thông số xuất ở {wanted} rồi xuất lại.",
    "Set the sequence and the export to {wanted}, and export again.",
)
_UPLOAD_ANEW = Text(
    "Mở thử tệp trên máy đến hết phim; nếu xem được, tải lên lại, nếu không, xuất lại.",
    "Play the file on your computer to its end: if it plays, upload it again; if not, export it again.",
)

FORM: dict[str, Words] = {
    "file_ok": Words(
        Rule.FILE,
        GOOD,
        Text(
            "Tệp {container} nguyên vẹn, giải mã được toàn bộ.",
            "The file ({container}) is whole and was decoded to its end.",
        ),
    ),
    "file_damaged": Words(
        Rule.FILE,
        FAILURE,
        Text(
            "Có {count} chỗ không giải mã được, chỗ đầu tiên gần {at}.",
            "{count} pieces could not be decoded, the first near {at}.",
        ),
        _UPLOAD_ANEW,
    ),
    "file_cut_short": Words(
        Rule.FILE,
        FAILURE,
        Text(
            "Tệp bị cụt: ghi là dài {written} nhưng chỉ xem được đến {seen}.",
            "The file is cut short: it says {written}, but ends at {seen}.",
        ),
        _UPLOAD_ANEW,
    ),
    "file_not_looked_into": Words(
        Rule.FILE,
        CANNOT_TELL,
        Text(
            "Phim dài hơn {times} lần thời lượng yêu cầu: chỉ đọc thông số tệp, chưa xem hình và tiếng.",
            "The film is more than {times} times as long as asked: pictures and sound were not looked into.",
        ),
    ),
    "duration_ok": Words(
        Rule.DURATION,
        GOOD,
        Text("Thời lượng {seen}, yêu cầu {wanted}.", "It takes {seen}; {wanted} is asked."),
    ),
    "duration_near": Words(
        Rule.DURATION,
        WARNING,
        Text(
            "Thời lượng {seen}, {more_or_less} {off} so với {wanted}.",
            "It takes {seen}: {off} {more_or_less} than {wanted}.",
        ),
        Text("Chỉnh lại thời lượng nếu còn kịp.", "Adjust the length if there is time."),
    ),
    "duration_wrong": Words(
        Rule.DURATION,
        FAILURE,
        Text(
            "Thời lượng {seen}, {more_or_less} {off} so với {wanted}; cho phép lệch {allowed} giây.",
            "It takes {seen}: {off} {more_or_less} than {wanted}; {allowed} s are allowed.",
        ),
        Text("Dựng lại cho đúng thời lượng {wanted}.", "Cut the film to {wanted}."),
    ),
    "duration_unknown": Words(
        Rule.DURATION, CANNOT_TELL, Text("Không đo được thời lượng.", "The length could not be measured.")
    ),
    "picture_size_ok": Words(
        Rule.PICTURE_SIZE, GOOD, Text("Khuôn hình {seen}, đúng yêu cầu.", "The picture size is {seen}, as asked.")
    ),
    "picture_size_larger": Words(
        Rule.PICTURE_SIZE,
        WARNING,
        Text(
            "Khuôn hình {seen}, lớn hơn yêu cầu {wanted}; khi phát phải thu nhỏ.",
            "The picture size is {seen}, larger than {wanted}: it must be scaled down when shown.",
        ),
        _SEQUENCE,
    ),
    "picture_size_wrong": Words(
        Rule.PICTURE_SIZE,
        FAILURE,
        Text("Khuôn hình {seen}; yêu cầu {wanted}.", "The picture size is {seen}; {wanted} is asked."),
        _SEQUENCE,
    ),
    "pixels_not_square": Words(
        Rule.PICTURE_SIZE,
        WARNING,
        Text(
            "Khuôn hình {seen} với điểm ảnh không vuông.",
            "The picture size is {seen} with pixels that are not square.",
        ),
        Text("Xuất lại với điểm ảnh vuông (square pixels, 1.0).", "Export again with square pixels (1.0)."),
    ),
    "rate_ok": Words(
        Rule.RATE,
        GOOD,
        Text("Tốc độ {seen} hình/giây, đều, đúng yêu cầu.", "{seen} pictures a second, even, as asked."),
    ),
    "rate_double": Words(
        Rule.RATE,
        WARNING,
        Text(
            "Tốc độ {seen} hình/giây, gấp đôi yêu cầu {wanted}.", "{seen} pictures a second, twice the {wanted} asked."
        ),
        _SEQUENCE,
    ),
    "rate_wrong": Words(
        Rule.RATE,
        FAILURE,
        Text("Tốc độ {seen} hình/giây; yêu cầu {wanted}.", "{seen} pictures a second; {wanted} are asked."),
        _SEQUENCE,
    ),
    "rate_varies": Words(
        Rule.RATE,
        FAILURE,
        Text(
            "Tốc độ hình không đều (VFR), trung bình {seen} hình/giây; yêu cầu đều {wanted}.",
            "The rate varies (VFR), {seen} pictures a second on average; an even {wanted} is asked.",
        ),
        Text(
            "Phim quay màn hình hoặc điện thoại: chuyển sang tốc độ đều {wanted} hình/giây (constant frame rate).",
            "Films of screens or phones: convert to a constant frame rate of {wanted}.",
        ),
    ),
    "rate_unknown": Words(
        Rule.RATE, CANNOT_TELL, Text("Không đo được tốc độ hình.", "The rate could not be measured.")
    ),
    "scan_progressive": Words(Rule.SCAN, GOOD, Text("Quét liên tục (progressive).", "Progressive.")),
    "scan_interlaced": Words(
        Rule.SCAN, GOOD, Text("Quét xen kẽ (interlaced), mành trên trước.", "Interlaced, top field first.")
    ),
    "scan_not_wanted": Words(
        Rule.SCAN,
        FAILURE,
        Text("Quét xen kẽ (interlaced); yêu cầu quét liên tục.", "Interlaced; progressive is asked."),
        Text("Xuất lại ở chế độ quét liên tục (progressive).", "Export again as progressive."),
    ),
    "scan_bottom_first": Words(
        Rule.SCAN,
        WARNING,
        Text(
            "Quét xen kẽ, mành dưới trước; phát HD cần mành trên trước.",
            "Interlaced with the bottom field first; HD has the top field first.",
        ),
        Text("Xuất lại với thứ tự mành “trên trước” (upper field first).", "Export again with the upper field first."),
    ),
    "scan_mixed": Words(
        Rule.SCAN,
        WARNING,
        Text("Có đoạn quét liên tục, có đoạn quét xen kẽ.", "Partly progressive and partly interlaced."),
        Text(
            "Khử xen kẽ các cảnh quay xen kẽ khi dựng, hoặc dựng toàn bộ ở 50i.",
            "Deinterlace the interlaced shots when editing, or edit all of it in 50i.",
        ),
    ),
    "scan_written_otherwise": Words(
        Rule.SCAN,
        WARNING,
        Text(
            "Hình có vết quét xen kẽ nhưng tệp ghi là quét liên tục: chuyển động sẽ răng cưa.",
            "The pictures are interlaced, but the file says progressive: movement will look torn.",
        ),
        Text(
            "Khử xen kẽ (deinterlace) khi dựng, hoặc xuất lại ở 50i đúng thứ tự mành.",
            "Deinterlace when editing, or export again as 50i with the right field order.",
        ),
    ),
    "scan_unknown": Words(
        Rule.SCAN,
        CANNOT_TELL,
        Text("Chưa xác định được kiểu quét.", "Whether it is interlaced could not be told."),
    ),
    "codec_ok": Words(Rule.CODEC, GOOD, Text("Chuẩn nén hình {seen}.", "The pictures are coded as {seen}.")),
    "codec_unusual": Words(
        Rule.CODEC,
        WARNING,
        Text(
            "Chuẩn nén hình {seen} ít dùng khi phát sóng; nên dùng {wanted}.",
            "The codec {seen} is unusual in broadcasting; better {wanted}.",
        ),
        Text("Xuất lại với một trong các chuẩn nén {wanted}.", "Export again with one of {wanted}."),
    ),
    "pixel_format_ok": Words(
        Rule.PIXEL_FORMAT, GOOD, Text("Lấy mẫu màu {seen}.", "The colours are sampled as {seen}.")
    ),
    "pixel_format_unusual": Words(
        Rule.PIXEL_FORMAT,
        WARNING,
        Text(
            "Lấy mẫu màu {seen}; thiết bị phát thường nhận {wanted}.",
            "The colours are sampled as {seen}; players expect {wanted}.",
        ),
        Text("Xuất lại ở 4:2:0 hoặc 4:2:2 (YUV).", "Export again as 4:2:0 or 4:2:2 (YUV)."),
    ),
    "full_range": Words(
        Rule.PIXEL_FORMAT,
        WARNING,
        Text(
            "Mức hình toàn dải (0–255); phát sóng cần dải 16–235.",
            "Levels are of full range (0–255); broadcasting needs 16–235.",
        ),
        Text("Xuất lại với mức hình chuẩn phát sóng (video/legal range).", "Export again in video (legal) range."),
    ),
}
