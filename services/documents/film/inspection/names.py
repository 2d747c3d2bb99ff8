"""What rules, verdicts and passages are called, on pages and papers."""

from __future__ import annotations

from chassis.language import Text
from services.documents.film.inspection.report import PassageKind, Rule, Severity

RULES: dict[Rule, Text] = {
    Rule.FILE: Text("Tệp phim", "File"),
    Rule.DURATION: Text("Thời lượng", "Length"),
    Rule.SOUND_DURATION: Text("Độ dài hình và tiếng", "Length of pictures and sound"),
    Rule.PICTURE_SIZE: Text("Khuôn hình", "Picture size"),
    Rule.RATE: Text("Tốc độ hình", "Frame rate"),
    Rule.SCAN: Text("Kiểu quét", "Scan"),
    Rule.CODEC: Text("Chuẩn nén hình", "Codec"),
    Rule.PIXEL_FORMAT: Text("Lấy mẫu màu", "Sampling of colours"),
    Rule.CHANNELS: Text("Kênh tiếng", "Channels of sound"),
    Rule.SAMPLE_RATE: Text("Tần số lấy mẫu tiếng", "Sample rate"),
    Rule.LOUDNESS: Text("Độ to (loudness)", "Loudness"),
    Rule.LOUDNESS_RANGE: Text("Dải loudness (LRA)", "Loudness range (LRA)"),
    Rule.TRUE_PEAK: Text("Đỉnh thực (true peak)", "True peak"),
    Rule.BLACK: Text("Hình đen", "Black passages"),
    Rule.FROZEN: Text("Hình đứng", "Frozen passages"),
    Rule.SILENT: Text("Mất tiếng", "Silent passages"),
}
SEVERITIES: dict[Severity, Text] = {
    Severity.GOOD: Text("Đạt", "Good"),
    Severity.WARNING: Text("Cần xem lại", "Look again"),
    Severity.FAILURE: Text("Không đạt", "Failed"),
    Severity.CANNOT_TELL: Text("Chưa xác định", "Cannot tell"),
}
PASSAGES: dict[PassageKind, Text] = {
    PassageKind.BLACK: Text("hình đen", "black"),
    PassageKind.FROZEN: Text("hình đứng", "frozen"),
    PassageKind.SILENT: Text("mất tiếng", "silent"),
}
