"""One way to write a sentence down before anything looks at it."""

import re
import unicodedata

# Letters that a keyboard or a habit, not a language, tells apart: a row of letters, and what each is taken for.
_NOTHING = "\0"
_ROWS = (
    ("يىكةأإآٱؤئ", "ییکهااااوی"),  # Arabic, Persian
    ("ـ\u200c\u200e\u200f", f"{_NOTHING} {_NOTHING}{_NOTHING}"),
    ("ڕڵۆێەۀ", "رلویهه"),  # Kurdish, typed without its own letters
    ("ہھۂےېۍںګڅ", "هههییینگث"),  # Urdu, Pashto
    ("şţłđı", "șțldi"),
    ("’ʼ`", "'''"),
    ("፡።፣", "   "),
    ("ሐሑሒሓሔሕሖኀ", "ሀሁሂሃሄህሆሀ"),  # Ethiopic letters of one sound, or nearly so
    ("ፀፁፂፃፄፅፆሠሡሢሣሤሥሦ", "ጸጹጺጻጼጽጾሰሱሲሳሴስሶ"),
    ("ዐዑዒዓዔዕዖኣ", "አኡኢአኤእኦአ"),
    ("ኸኹኺኻኼኽኾቐቑቒቓቔቕቖ", "ከኩኪካኬክኮቀቁቂቃቄቅቆ"),
)
_SAME = {ord(letter): same.strip(_NOTHING) for row, alike in _ROWS for letter, same in zip(row, alike)}
_STRETCHED = re.compile(r"(.)\1{2,}")
_SPACE = re.compile(r"\s+")
_HAN = re.compile(r"([\u3400-\u4dbf\u4e00-\u9fff])")


def fold(text: str) -> str:
    """Lower case, no diacritics, one spelling for letters that only a keyboard tells apart.

    Chinese characters stand alone, as words do: what is looked for in the text is then found in any language.
    The length may change: the result is for comparing, never for showing.
    """
    text = unicodedata.normalize("NFKC", text).casefold().translate(_SAME)
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    digits = "".join(str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in bare)
    return _SPACE.sub(" ", _HAN.sub(r" \1 ", _STRETCHED.sub(r"\1\1", digits))).strip()
