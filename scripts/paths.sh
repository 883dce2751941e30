# Where things are; sourced by the other scripts, never run.
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$ROOT"
PYTHON="$ROOT/.venv/bin/python"
ENGINE_PYTHON="$ROOT/engine/.venv/bin/python"
MODEL="$ROOT/models/fingerpost.tar.gz"
UV_VERSION=0.13.9
export PYTHONDONTWRITEBYTECODE=1 UV_NO_PROGRESS=1

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 2; }

# uv from the path, else our own copy in .tools/, installed with whatever Python is here.
find_uv() {
  UV="$(command -v uv || true)"
  [ -n "$UV" ] || own_uv
  if command -v pyenv >/dev/null 2>&1; then
    PYENV_VERSION="$(pyenv versions --bare | paste -sd:)" && export PYENV_VERSION # uv sees all of pyenv's Pythons
  fi
}

own_uv() {
  UV="$ROOT/.tools/uv/bin/uv"
  [ -x "$UV" ] && return
  command -v python3 >/dev/null 2>&1 || fail "Python 3 is missing: install python3 and python3-venv, then run this again."
  say "getting uv $UV_VERSION ..."
  rm -rf "$ROOT/.tools/uv"
  python3 -m venv "$ROOT/.tools/uv" >/dev/null 2>&1 ||
    fail "Python's venv module is missing: install python3-venv (or uv), then run this again."
  "$ROOT/.tools/uv/bin/python" -m pip install -q --disable-pip-version-check "uv==$UV_VERSION" 2>/dev/null ||
    fail "uv could not be downloaded: check the internet connection, or install uv, then run this again."
}
