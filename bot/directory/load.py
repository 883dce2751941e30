"""Reading directory.yml: everything that is wrong with it at once, each with its line."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, ClassVar

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.clock import LONDON
from bot.directory.checks import Names, contradictions
from bot.directory.faults import Fault, FaultyDirectoryError, Location, kind_words
from bot.directory.file import DirectoryFile

# The parser written in C is ten times as fast, but not every installation has it.
_FastLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LISTS = ("services", "schemes", "facts")
_MAPPINGS = ("districts", "places", "topics")


class _Loader(_FastLoader):  # type: ignore[misc]
    """Leaves dates as they are written: YAML's own reading of 2024-02-31 fails without a line."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, form) for tag, form in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in _FastLoader.yaml_implicit_resolvers.items()
    }


def read(path: Path) -> DirectoryFile:
    """The file's contents; raises DirectoryError (a FaultyDirectoryError) with every fault if there is one."""
    file, faults = _examine(path, _today())
    if file is None or faults:
        raise FaultyDirectoryError(faults)
    return file


def find_faults(path: Path) -> list[Fault]:
    """Everything that has to be put right in this file, in the order of its lines."""
    return _examine(path, _today())[1]


def _today() -> date:
    return datetime.now(LONDON).date()


def _examine(path: Path, today: date) -> tuple[DirectoryFile | None, list[Fault]]:
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        root = loader.get_single_node()
        data = loader.construct_document(root) if root else None
    except OSError as error:
        return None, [Fault(path, 1, f"cannot be read ({error.strerror})", "check path and rights")]
    except UnicodeDecodeError:
        return None, [Fault(path, 1, "is not UTF-8 text", "save it with the encoding UTF-8")]
    except (yaml.YAMLError, ValueError) as error:
        return None, [_broken_yaml(path, error)]
    if root is None or not isinstance(data, dict):
        return None, [Fault(path, 1, "has no keys", "see directory.schema.json for what it holds")]

    faults = [
        Fault(path, line, f"{key!r} is there twice, and only the last would count", "merge the two, or rename one")
        for key, line in _doubled_keys(root)
    ]
    file, kept, errors = _validate(data)
    faults.extend(Fault(path, _line(root, details["loc"]), *kind_words(details)) for details in errors)
    if file is not None:
        for location, what, remedy in contradictions(file, _names(data), today):
            line = _line(root, _where_it_was(location, kept))
            faults.append(Fault(path, line, what, remedy))
    return file, sorted(faults)


def _broken_yaml(path: Path, error: Exception) -> Fault:
    mark = getattr(error, "problem_mark", None)
    return Fault(
        path,
        mark.line + 1 if mark else 1,
        f"is not YAML ({getattr(error, 'problem', None) or error})",
        "look at quotes, colons and indentation here and in the line above",
    )


def _validate(
    data: dict[str, Any],
) -> tuple[DirectoryFile | None, Mapping[str, list[int]], Sequence[ErrorDetails]]:
    """The file as far as it is sound, where its list items were, and the faults of the rest.

    Records with faults are set aside so that the others can still be compared with each other.
    A fault outside the records (a missing section, say) leaves nothing to compare.
    """
    try:
        return DirectoryFile.model_validate(data), {}, []
    except ValidationError as error:
        errors = error.errors(include_url=False)
    faulty = {error["loc"][:2] for error in errors}
    sound = dict(data)
    kept: dict[str, list[int]] = {}
    for section in _LISTS:
        if isinstance(data.get(section), list):
            kept[section] = [n for n in range(len(data[section])) if (section, n) not in faulty]
            sound[section] = [data[section][n] for n in kept[section]]
    for section in _MAPPINGS:
        if isinstance(data.get(section), dict):
            sound[section] = {key: record for key, record in data[section].items() if (section, key) not in faulty}
    try:
        return DirectoryFile.model_validate(sound), kept, errors
    except ValidationError:
        return None, {}, errors


def _names(data: dict[str, Any]) -> Names:
    services = (service for service in data["services"] if isinstance(service, dict))
    return Names(
        services=frozenset(str(service.get("id")) for service in services),
        districts=frozenset(map(str, data["districts"])),
        topics=frozenset(map(str, data["topics"])),
    )


def _where_it_was(location: Location, kept: Mapping[str, list[int]]) -> Location:
    section, *rest = location
    if rest and isinstance(rest[0], int) and isinstance(section, str) and section in kept:
        rest[0] = kept[section][rest[0]]
    return (section, *rest)


def _line(root: yaml.Node, location: Location) -> int:
    """The line of the innermost part of this location that is really in the file."""
    node, line = root, 1
    for step in location:
        child = _child(node, step)
        if child is not None:
            line, node = child
    return line


def _child(node: yaml.Node, step: int | str) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item.start_mark.line + 1, item
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    return None


def _doubled_keys(root: yaml.Node) -> Iterator[tuple[str, int]]:
    waiting, known = [root], {id(root)}
    while waiting:
        node = waiting.pop()
        below = list(node.value) if isinstance(node, yaml.SequenceNode) else []
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if key.value in seen:
                    yield key.value, key.start_mark.line + 1
                seen.add(key.value)
                below.append(value)
        # An alias leads to a node that was met before, perhaps to one it is part of.
        waiting.extend(each for each in below if id(each) not in known)
        known.update(map(id, below))
