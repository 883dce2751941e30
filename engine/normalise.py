"""One way to write a sentence down before anything looks at it."""

import re
import unicodedata

# Letters that a keyboard, not a language, tells apart.
_SAME = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ة": "ه",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ؤ": "و",
        "ئ": "ی",
        "\u200c": " ",
        "\u200f": "",
        "\u200e": "",
        "ـ": "",
        "ş": "ș",
        "ţ": "ț",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "’": "'",
        "ʼ": "'",
        "`": "'",
        "፡": " ",
        "።": " ",
        "፣": " ",
        "ሐ": "ሀ",
        "ሑ": "ሁ",
        "ሒ": "ሂ",
        "ሓ": "ሃ",
        "ሔ": "ሄ",
        "ሕ": "ህ",
        "ሖ": "ሆ",
        "ኀ": "ሀ",
        "ፀ": "ጸ",
        "ፁ": "ጹ",
        "ፂ": "ጺ",
        "ፃ": "ጻ",
        "ፄ": "ጼ",
        "ፅ": "ጽ",
        "ፆ": "ጾ",
        "ሠ": "ሰ",
        "ሡ": "ሱ",
        "ሢ": "ሲ",
        "ሣ": "ሳ",
        "ሤ": "ሴ",
        "ሥ": "ስ",
        "ሦ": "ሶ",
    }
)
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
