"""What the Nu Html Checker finds in pages, as sentences; nothing is what a test wants.

npm fetches it once, in the version and with the hash of package-lock.json, into a
folder of the project that git does not keep. Where it cannot be had, whoever asks for
it skips and says why.
"""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
KEPT = ROOT / ".conformance"
JAR = KEPT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
WANTED = ("package.json", "package-lock.json")
FETCH_SECONDS = 180
INFO = ("info", None)
"""What only explains another message; a warning has its own subtype."""

KEPT_ROLES = (
    "A table that becomes records on a phone is laid out as a grid there, and browsers "
    "then forget that it is a table: the roles tell them ."
)
ALLOWED = {
    r"The “(table|rowgroup|row|columnheader|rowheader|cell)” role is unnecessary": (
        KEPT_ROLES
    ),
    r"“role” attribute must not be used on a “(tr|th|td)” element": KEPT_ROLES,
}
"""What is found and is no fault: the pattern of the message, and why it may stand."""


def jar() -> Path:
    """Skips where there is no Java, no npm, or no network the first time."""
    for program in ("java", "npm"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed: no page's HTML is checked.")
    if not JAR.exists() or not _is_the_wanted():
        _fetch()
    return JAR


def _is_the_wanted() -> bool:
    lock = KEPT / "package-lock.json"
    return lock.exists() and lock.read_text() == (HERE / lock.name).read_text()


def _fetch() -> None:
    KEPT.mkdir(exist_ok=True)
    for name in WANTED:
        shutil.copy(HERE / name, KEPT)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    try:
        fetched = subprocess.run(
            command, cwd=KEPT, capture_output=True, text=True, timeout=FETCH_SECONDS
        )
    except subprocess.TimeoutExpired:
        pytest.skip("npm did not answer: no page's HTML is checked.")
    if "EINTEGRITY" in fetched.stderr:
        pytest.fail("npm gave another file than the one that is locked.")
    if fetched.returncode:
        pytest.skip(f"npm could not fetch the checker: {fetched.stderr[-300:]}")


def findings(pages: dict[str, str], folder: Path) -> list[str]:
    """Each with the address of its page, in one run over all; ``folder`` is empty.

    Pages are given by address. The same words about many pages are told once, with
    the first of them.
    """
    names = {}
    for number, (address, html) in enumerate(pages.items()):
        file = folder / f"{number:04}.html"
        file.write_text(html)
        names[file.name] = address
    found = {}
    for message in _messages(folder):
        said = _words(message)
        if not any(re.search(pattern, said) for pattern in ALLOWED):
            address = names[message["url"].rpartition("/")[2]]
            found.setdefault(said, f"{address}: {said}: {_extract(message)}")
    return list(found.values())


def _messages(folder: Path) -> list[dict]:
    command = ["java", "-Xss8m", "-jar", str(jar()), "--format", "json"]
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True)
    if "UnsupportedClassVersionError" in done.stderr:
        pytest.skip("The checker needs Java 17 or later: no page's HTML is checked.")
    told = json.loads(done.stderr)["messages"]
    return [each for each in told if (each["type"], each.get("subType")) != INFO]


def _words(message: dict) -> str:
    return f"{message.get('subType', message['type'])}: {message['message']}"


def _extract(message: dict) -> str:
    return re.sub(r"\s+", " ", message.get("extract", ""))[:200]
