"""What can be wrong with the sentences people say: `nlu_data/<tag>/*.yml`."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.directory import Directory, Fault
from bot.languages import Languages

FEWEST = 20  # sentences of an intent in a language
_INTENT = re.compile(r"^- intent: (\S+)\s*$")
_ANNOTATION = re.compile(r"[\[\]{}]")


def find(root: Path, languages: Languages, directory: Directory) -> Iterator[Fault]:
    for language in languages:
        folder = root / "nlu_data" / language.tag
        counts = dict.fromkeys(directory.topics, 0)
        said: dict[str, str] = {}
        for path in sorted(folder.glob("[!_]*.yml")):
            yield from _file(root, path, counts, said)
        for intent, count in counts.items():
            if count < FEWEST:
                yield Fault(
                    folder.relative_to(root),
                    1,
                    f"{intent} has {count} sentences",
                    f"write at least {FEWEST - count} more",
                )


def _file(root: Path, path: Path, counts: dict[str, int], said: dict[str, str]) -> Iterator[Fault]:
    intent, where = "", path.relative_to(root)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        named = _INTENT.match(line)
        if named:
            intent = named[1]
            if intent not in counts:
                yield Fault(where, number, f"{intent} is not a topic of directory.yml", "write one of its topics")
        elif line.startswith("    - ") and intent in counts:
            counts[intent] += 1
            sentence = line[6:].strip()
            if _ANNOTATION.search(sentence):
                yield Fault(where, number, "a bracket would be read as markup", "write the sentence without it")
            other = said.setdefault(sentence.casefold(), intent)
            if other != intent:
                yield Fault(where, number, f"the same sentence stands under {other}", "keep it under one of the two")
