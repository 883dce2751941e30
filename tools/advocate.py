"""Who may sign in to the console: add NAME, list, remove NAME."""

import argparse
import getpass
import os
import sys
from pathlib import Path

import pyotp
import segno

from bot.clock import clock
from bot.errors import WeakPassphrase
from bot.settings import ROOT
from bot.store.database import open_database
from bot.store.staff import Staff
from bot.store.tables import ROLES
from bot.vault.passphrase import LONGEST, SHORTEST
from bot.vault.server_key import ServerKey


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("do", choices=["add", "list", "remove"])
    parser.add_argument("name", nargs="?")
    parser.add_argument("--role", choices=ROLES, default="advocate")
    parser.add_argument("--state", type=Path, default=ROOT / "var", help="as given to scripts/run")


def main(parsed: argparse.Namespace) -> int:
    if (parsed.name is None) != (parsed.do == "list"):
        print(f"{parsed.do}: write a name" if parsed.name is None else "list: no name, please", file=sys.stderr)
        return 2
    parsed.state.mkdir(parents=True, exist_ok=True)
    url = os.environ.get("FINGERPOST_STORE", f"sqlite:///{parsed.state.resolve()}/store.db")
    key = ServerKey.load(Path(os.environ.get("FINGERPOST_SERVER_KEY", parsed.state / "server.key")))
    staff = Staff(open_database(url), key, clock())
    if parsed.do == "list":
        for member in staff.all():
            print(f"{member.name} ({member.role})")
        return 0
    known = {member.name: member for member in staff.all()}
    if parsed.do == "remove":
        return _remove(staff, parsed.name, {name: member.id for name, member in known.items()})
    if parsed.name in known:
        print(f"{parsed.name} is there already", file=sys.stderr)
        return 2
    return _add(staff, parsed.name, parsed.role)


def _add(staff: Staff, name: str, role: str) -> int:
    """The passphrase is asked for, or read from standard input where nobody sits at it."""
    asked = f"passphrase of {name}, {SHORTEST} to {LONGEST} characters (five words are good): "
    passphrase = getpass.getpass(asked) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    try:
        _, secret = staff.enrol(name, role, passphrase)
    except WeakPassphrase:
        print(f"the passphrase has {len(passphrase)} characters: {SHORTEST} to {LONGEST} are needed", file=sys.stderr)
        return 2
    uri = pyotp.TOTP(secret, name=name, issuer="Fingerpost").provisioning_uri()
    if sys.stdout.isatty():
        segno.make(uri).terminal(compact=True)
    print(f"{name} is enrolled. Their authenticator app needs this once (it is not shown again):\n{uri}")
    return 0


def _remove(staff: Staff, name: str, known: dict[str, int]) -> int:
    if name not in known:
        print(f"nobody is called {name}: see advocate list", file=sys.stderr)
        return 2
    staff.remove(known[name])
    print(f"{name} is removed, with every key made for them")
    return 0
