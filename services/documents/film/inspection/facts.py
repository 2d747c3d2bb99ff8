"""What is known of a film: by its header, and by what was measured."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from services.documents.film.inspection.measuring import Measures
from services.documents.film.inspection.passages import milliseconds
from services.documents.film.inspection.report import FilmFacts
from services.documents.film.opening import Film

CONTAINERS = {"mov": "MP4/MOV", "matroska": "Matroska (MKV)", "mpegts": "MPEG-TS", "mpeg": "MPEG-PS", "mxf": "MXF"}


def header_facts(film: Film) -> FilmFacts:
    """By the header alone."""
    pictures, header = film.pictures, film.header_seconds
    name = film.container.format.name.split(",")[0]
    header_ms = None if header is None else round(header * 1000)
    first = film.sounds[0] if film.sounds else None
    return FilmFacts(
        container=CONTAINERS.get(name, name.upper()),
        size_bytes=film.size_bytes,
        header_duration_ms=header_ms,
        duration_ms=header_ms,
        width=pictures.width,
        height=pictures.height,
        square_pixels=(pictures.sample_aspect_ratio or 1) == 1,
        rate=float(pictures.guessed_rate) if pictures.guessed_rate else None,
        codec=pictures.codec_context.name,
        profile=pictures.codec_context.profile or "",
        pixel_format=pictures.pix_fmt or "",
        bit_rate=film.container.bit_rate or None,
        audio_codec=first.codec_context.name if first else "",
        audio_tracks=len(film.container.streams.audio),
        channels=sum(sound.channels for sound in film.sounds),
        sample_rate=first.rate if first else 0,
    )


def measured_facts(film: Film, measures: Measures) -> FilmFacts:
    """After a pass; what was measured stands before what the header says."""
    seen, heard = measures.pictures, measures.sound
    return replace(
        header_facts(film),
        duration_ms=_length(seen.begin, seen.end),
        audio_ms=_length(heard.begin, heard.end),
        width=seen.width,
        height=seen.height,
        square_pixels=seen.square_pixels,
        rate=_rate(film, measures),
        rate_varies=seen.varies,
        scan=seen.scan,
        scan_written=seen.scan_written,
        pixel_format=seen.pixel_format,
        full_range=seen.full_range,
        loudness_lufs=heard.loudness,
        loudness_range_lu=heard.loudness_range,
        true_peak_dbtp=heard.true_peak,
        pictures=seen.pictures,
        damaged=measures.damage.pieces,
        damaged_at_ms=measures.damage.first_ms,
    )


def _rate(film: Film, measures: Measures) -> float | None:
    """Of an even film as it is written (25, 29.97); of an uneven one its pictures through its seconds."""
    seen = measures.pictures
    if seen.varies and seen.begin is not None and seen.end is not None and seen.end > seen.begin:
        return round(float(seen.pictures / (seen.end - seen.begin)), 3)
    written = film.pictures.guessed_rate
    return round(float(written), 3) if written else None


def _length(begin: Fraction | None, end: Fraction | None) -> int | None:
    return None if begin is None or end is None else milliseconds(end - begin)
