"""One text read fast is what scikit-learn would have made of it."""

import numpy
import pytest

from engine.tfidf import Tfidf

TEXTS = ["where is the house", "the house is cold", "where is a doctor", "", "a cold doctor"]


@pytest.mark.parametrize("options", [{"analyzer": "char_wb", "ngram_range": (1, 3)}, {"ngram_range": (1, 2)}])
def test_reading_one_text_gives_the_row_of_its_fit(options: dict[str, object]) -> None:
    tfidf = Tfidf(weight=0.8, **options)
    rows = tfidf.fit(TEXTS).toarray()
    for text, row in zip(TEXTS, rows, strict=True):
        columns, values = tfidf.read(text)
        read = numpy.zeros(len(tfidf), dtype=numpy.float32)
        read[columns] = values
        assert read == pytest.approx(row, abs=1e-6)
