"""Bytes of a text file -> text: UTF-8, UTF-16, GB18030 or Big5, each only where the result reads as text."""

from __future__ import annotations

import codecs
import re

import chardet

from kg.errors import ArticleUnreadable

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MAGIC = (
    (b"%PDF", "PDF文件"),
    (b"PK\x03\x04", "ZIP压缩包（docx、xlsx也是）"),
    (b"\xd0\xcf\x11\xe0", "旧版Office文件（doc、xls）"),
    (b"\x89PNG", "PNG图片"),
    (b"\xff\xd8\xff", "JPEG图片"),
    (b"GIF8", "GIF图片"),
    (b"\x1f\x8b", "gzip压缩包"),
    (b"7z\xbc\xaf", "7z压缩包"),
    (b"Rar!", "RAR压缩包"),
    (b"\x7fELF", "程序文件"),
    (b"MZ\x90", "程序文件"),
    (b"{\\rtf", "RTF文件"),
)
_SAMPLE = 200_000  # bytes that the encoding is judged by
# Among the commonest letters of Chinese text, simplified and traditional, and its marks: every hundred letters hold some.
_COMMON = frozenset(
    "的一是在了不和有大这中人为上国我个以要他时来用们生到作地于出会年发行成方能动下家分对可高与及全力数据，。、：“”這為國個時來們會發動對與數據"
)
_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffd\ufffe\uffff]")
_HAN = re.compile("[\u3400-\u9fff]")
_ADVICE = "请用编辑器另存为UTF-8后再试。"


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Text of file ``name`` and the encoding it was in. Raises ArticleUnreadable: empty, binary, or not decodable."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ArticleUnreadable(f"{name}：文件是空的。第一行应是标题，空一行，然后是正文。")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise ArticleUnreadable(f"{name}：内容是{kind}，不是纯文本。请把正文另存为UTF-8的txt或md文件。")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, name), encoding.removesuffix("-sig")
    text = _try(data, "utf-8")
    if text is not None and "\x00" not in text:
        return text, "utf-8"
    if b"\x00" in data:
        return _decode_utf16(data, name)
    return _decode_legacy(data, name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleUnreadable(
            f"{name}：文件标明是{encoding}编码，但第{error.start + 1}个字节处无法解码，文件可能不完整。{_ADVICE}"
        ) from error


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _decode_utf16(data: bytes, name: str) -> tuple[str, str]:
    """Text with zero bytes in it is UTF-16 without its mark, or no text at all."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _try(data, encoding)
        if text is not None and _reads_as_text(text):
            return text, encoding
    raise ArticleUnreadable(f"{name}：内容是二进制数据（含有零字节），不是纯文本。请提供txt或md文本文件。")


def _decode_legacy(data: bytes, name: str) -> tuple[str, str]:
    sample = data[:_SAMPLE]
    guess = chardet.detect(sample)["encoding"]
    for encoding in dict.fromkeys((guess, "gb18030", "big5", "utf-16-le", "utf-16-be")):
        text = _try(data, encoding) if encoding else None
        if encoding and text is not None and _reads_as_text(text):
            return text, encoding.lower()
    broken = sample.decode("utf-8", errors="ignore")
    if len(broken) > len(sample) / 4 and _reads_as_text(broken):
        at = _first_broken(data)
        raise ArticleUnreadable(
            f"{name}：看起来是UTF-8，但第{at + 1}个字节处有无法解码的内容，文件可能被截断或混用了编码。{_ADVICE}"
        )
    found = f"（最像{guess}，但读出来不是通顺的文字）" if guess else ""
    raise ArticleUnreadable(f"{name}：认不出文字编码{found}，试过UTF-8、UTF-16、GB18030和Big5。{_ADVICE}")


def _first_broken(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _reads_as_text(text: str) -> bool:
    """Hardly any control or private characters, and, where it is Chinese, the letters that Chinese uses most."""
    sample = text[:_SAMPLE]
    if not sample or len(_ODD.findall(sample)) > len(sample) / 500:
        return False
    han = len(_HAN.findall(sample))
    foreign = sum(c > "\x7f" for c in sample)
    if foreign == 0:
        return True
    if han < foreign / 2:
        return han == 0 and foreign < len(sample) / 4  # a Western text with some accents
    return sum(c in _COMMON for c in sample) >= han / 20
