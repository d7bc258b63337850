"""Bytes of a text table to text: UTF-8 with or without BOM, UTF-16, cp1252."""

from __future__ import annotations

import codecs
import re

from augenhoehe.intake.problems import IntakeError

_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding.

    Raises IntakeError: ``encoding_unknown``, ``encoding_mixed`` (UTF-8 with stray bytes: guessing would
    garble names), ``not_a_table`` (binary).
    """
    text, encoding = _decode(data)
    if _BINARY.search(text):
        raise IntakeError("not_a_table")
    return text, encoding


def _decode(data: bytes) -> tuple[str, str]:
    if data.startswith(codecs.BOM_UTF8):
        return _strict(data[len(codecs.BOM_UTF8) :], "utf-8"), "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(data, "utf-16"), "utf-16"
    if guessed := _utf16_without_bom(data):
        return _strict(data, guessed), guessed
    if b"\x00" in data:
        raise IntakeError("not_a_table")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _MULTIBYTE.search(data):
            raise IntakeError("encoding_mixed", line=_line(data, error.start)) from error
        return _strict(data, "cp1252"), "cp1252"


def _utf16_without_bom(data: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in nearly every second byte."""
    sample = data[:2000]
    if len(sample) < 4 or len(data) % 2:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.8 * half and sample[0::2].count(0) == 0:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.8 * half and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        byte = f"0x{data[min(error.start, len(data) - 1)]:02x}" if data else "?"
        raise IntakeError("encoding_unknown", byte=byte, line=_line(data, error.start)) from error


def _line(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1
