"""Words about sound, and about black, frozen and silent passages."""

from __future__ import annotations

from chassis.language import Text
from services.documents.film.inspection.report import Rule, Severity
from services.documents.film.inspection.words import Words

GOOD, WARNING, FAILURE, CANNOT_TELL = Severity.GOOD, Severity.WARNING, Severity.FAILURE, Severity.CANNOT_TELL

_NORMALISE = Text(
    "Chuẩn hóa loudness toàn phim về {wanted} LUFS theo EBU R128 (điều chỉnh {gain} dB) rồi xuất lại.",
    "Normalise the whole film to {wanted} LUFS by EBU R128 (a gain of {gain} dB), and export again.",
)
_LIMITER = Text(
    "Đặt bộ hạn mức đỉnh thực (true peak limiter) ở {wanted} dBTP trên kênh tổng rồi xuất lại.",
    "Put a true peak limiter at {wanted} dBTP on the master, and export again.",
)
_LOOK = Text(
    "Xem lại từng đoạn: nếu là chủ ý thì để nguyên, người thẩm định sẽ xem; nếu không, dựng lại.",
    "Look at each: if it is meant, leave it for the appraisers to see; if not, mend it.",
)
_NO_SOUND = Text("Phim không có tiếng để đo.", "There is no sound to measure.")
_NOT_LOOKED = Text("Chưa xem nội dung phim.", "The film was not looked into.")

SOUND_AND_PASSAGES: dict[str, Words] = {
    "no_sound": Words(
        Rule.CHANNELS,
        FAILURE,
        Text("Phim không có đường tiếng nào đọc được.", "The film has no track of sound that can be read."),
        Text("Xuất lại có tiếng: {wanted} kênh, 48 kHz.", "Export again with sound: {wanted} channels, 48 kHz."),
    ),
    "channels_ok": Words(Rule.CHANNELS, GOOD, Text("Tiếng {seen}.", "The sound is {seen}.")),
    "channels_wrong": Words(
        Rule.CHANNELS,
        WARNING,
        Text("Tiếng {seen}; yêu cầu {wanted} kênh.", "The sound is {seen}; {wanted} channels are asked."),
        Text("Xuất lại tiếng {wanted} kênh.", "Export again with {wanted} channels."),
    ),
    "sample_rate_ok": Words(
        Rule.SAMPLE_RATE, GOOD, Text("Tần số lấy mẫu {seen} kHz.", "The sound is sampled at {seen} kHz.")
    ),
    "sample_rate_wrong": Words(
        Rule.SAMPLE_RATE,
        WARNING,
        Text(
            "Tần số lấy mẫu {seen} kHz; yêu cầu {wanted} kHz.",
            "The sound is sampled at {seen} kHz; {wanted} kHz is asked.",
        ),
        Text("Đặt tần số lấy mẫu {wanted} kHz khi xuất.", "Set the sample rate to {wanted} kHz when exporting."),
    ),
    "sound_duration_ok": Words(
        Rule.SOUND_DURATION, GOOD, Text("Hình và tiếng dài bằng nhau.", "Pictures and sound are of one length.")
    ),
    "sound_duration_wrong": Words(
        Rule.SOUND_DURATION,
        WARNING,
        Text(
            "Hình dài {pictures}, tiếng dài {sound}: lệch {off} giây.",
            "Pictures take {pictures}, sound {sound}: {off} s apart.",
        ),
        Text("Kiểm tra điểm cuối của hình và tiếng khi xuất.", "Check where pictures and sound end when exporting."),
    ),
    "loudness_ok": Words(
        Rule.LOUDNESS, GOOD, Text("Loudness {seen} LUFS, chuẩn {wanted}.", "Loudness {seen} LUFS; {wanted} is asked.")
    ),
    "loudness_near": Words(
        Rule.LOUDNESS,
        WARNING,
        Text(
            "Loudness {seen} LUFS, lệch {off} LU so với chuẩn {wanted} (cho phép ±{allowed}).",
            "Loudness {seen} LUFS, {off} LU from {wanted} (±{allowed} is allowed).",
        ),
        _NORMALISE,
    ),
    "too_loud": Words(
        Rule.LOUDNESS,
        FAILURE,
        Text(
            "Tiếng quá to: loudness {seen} LUFS, chuẩn {wanted} (cho phép ±{allowed}).",
            "Too loud: {seen} LUFS; {wanted} is asked (±{allowed}).",
        ),
        _NORMALISE,
    ),
    "too_quiet": Words(
        Rule.LOUDNESS,
        FAILURE,
        Text(
            "Tiếng quá nhỏ: loudness {seen} LUFS, chuẩn {wanted} (cho phép ±{allowed}).",
            "Too quiet: {seen} LUFS; {wanted} is asked (±{allowed}).",
        ),
        _NORMALISE,
    ),
    "all_silent": Words(
        Rule.LOUDNESS,
        FAILURE,
        Text("Có đường tiếng nhưng cả phim không có tiếng.", "There is a track of sound, but nothing to be heard."),
        Text("Kiểm tra kênh tiếng khi xuất rồi xuất lại.", "Check the tracks of sound, and export again."),
    ),
    "loudness_range_ok": Words(
        Rule.LOUDNESS_RANGE, GOOD, Text("Dải loudness (LRA) {seen} LU.", "The loudness range (LRA) is {seen} LU.")
    ),
    "loudness_range_wide": Words(
        Rule.LOUDNESS_RANGE,
        WARNING,
        Text(
            "Dải loudness (LRA) {seen} LU, rộng hơn {wanted} LU: chỗ nhỏ khó nghe trong hội trường.",
            "The loudness range (LRA) is {seen} LU, more than {wanted}: quiet parts are hard to hear in a hall.",
        ),
        Text("Nén dải động lời bình và nhạc nền khi hòa âm.", "Compress speech and music when mixing."),
    ),
    "true_peak_ok": Words(
        Rule.TRUE_PEAK,
        GOOD,
        Text("Đỉnh thực {seen} dBTP, không quá {wanted}.", "The true peak is {seen} dBTP, at most {wanted}."),
    ),
    "true_peak_near": Words(
        Rule.TRUE_PEAK,
        WARNING,
        Text(
            "Đỉnh thực {seen} dBTP, nhỉnh hơn mức {wanted} dBTP.",
            "The true peak is {seen} dBTP, a little more than {wanted}.",
        ),
        _LIMITER,
    ),
    "true_peak_high": Words(
        Rule.TRUE_PEAK,
        FAILURE,
        Text(
            "Đỉnh thực {seen} dBTP, vượt mức {wanted} dBTP: tiếng dễ bị vỡ khi phát.",
            "The true peak is {seen} dBTP, more than {wanted}: it may distort when shown.",
        ),
        _LIMITER,
    ),
    "no_sound_to_measure": Words(Rule.LOUDNESS, CANNOT_TELL, _NO_SOUND),
    "not_looked_into": Words(Rule.BLACK, CANNOT_TELL, _NOT_LOOKED),
    "black_none": Words(
        Rule.BLACK, GOOD, Text("Không có đoạn hình đen từ {least} giây.", "No black passage of {least} s or more.")
    ),
    "black_found": Words(
        Rule.BLACK,
        WARNING,
        Text("{count} đoạn hình đen: {where}.", "{count} black passages: {where}."),
        _LOOK,
    ),
    "frozen_none": Words(
        Rule.FROZEN, GOOD, Text("Không có đoạn hình đứng từ {least} giây.", "No frozen passage of {least} s or more.")
    ),
    "frozen_found": Words(
        Rule.FROZEN,
        WARNING,
        Text("{count} đoạn hình đứng: {where}.", "{count} frozen passages: {where}."),
        _LOOK,
    ),
    "silent_none": Words(
        Rule.SILENT, GOOD, Text("Không có đoạn mất tiếng từ {least} giây.", "No silent passage of {least} s or more.")
    ),
    "silent_found": Words(
        Rule.SILENT,
        WARNING,
        Text("{count} đoạn mất tiếng: {where}.", "{count} silent passages: {where}."),
        _LOOK,
    ),
}
