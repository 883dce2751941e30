"""What the docs show works as it is shown."""

import re
from pathlib import Path

from bot.directory import find_faults

ROOT = Path(__file__).parents[2]


def test_the_service_that_is_added_in_the_docs_can_be_added(tmp_path: Path) -> None:
    (example,) = re.findall(
        r"```yaml\nservices:\n(.*?)```", (ROOT / "docs" / "directory.md").read_text("utf-8"), re.DOTALL
    )
    shipped = (ROOT / "directory.yml").read_text(encoding="utf-8")
    path = tmp_path / "directory.yml"
    path.write_text(shipped.replace("\nservices:\n", f"\nservices:\n{example}", 1), encoding="utf-8")
    assert find_faults(path) == []


def test_every_setting_is_in_the_example() -> None:
    code = (ROOT / "bot" / "settings.py").read_text(encoding="utf-8")
    written = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert {name for name in re.findall(r"FINGERPOST_\w+", code) if f"{name}=" not in written} == set()


def test_every_link_between_the_pages_leads_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []
