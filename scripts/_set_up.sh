# shellcheck shell=bash
# What scripts/demo and scripts/test share. Source it in the top folder of the checkout, then:
#
#   set_up requirements.lock        makes .venv hold what the lock file names, and `import collabtui` work in it
#
# Nothing is installed but what has its hash in the lock file. Whichever of these works first does it: uv; python3
# with its venv module; python3 alone and pip from the package index (Debian splits ensurepip off python3); and for
# root on Debian, apt-get for what python3 lacks.

venv=.venv
only_what_is_locked=(--require-hashes --no-deps --only-binary :all:)

say() { printf 'collabtui: %s\n' "$*" >&2; }

set_up() {
    is_installed "$1" && return
    { # two first runs at once: where there is flock, one waits for the other
        ! command -v flock >/dev/null || flock 9
        is_installed "$1" || install_into_venv "$1"
    } 9<scripts/_set_up.sh
}

install_into_venv() {
    say "setting up $venv from $1, which happens once"
    is_installed requirements.lock || rm -rf "$venv"
    with_uv "$1" || with_pip "$1" || with_apt "$1" || give_up
    put_checkout_on_path
    mark_installed requirements.lock # every other lock file holds all that this one does
    mark_installed "$1"
}

# The mark names the content of the lock file, the place and the Python: an environment cannot be moved, and does not
# outlive its Python.
fingerprint() {
    "$venv/bin/python" -c '
import hashlib, pathlib, sys
print(hashlib.sha256(pathlib.Path(sys.argv[1]).read_bytes()).hexdigest(), sys.prefix, sys.version)' "$1" 2>/dev/null
}
is_installed() { [ -f "$venv/installed.$1" ] && [ "$(fingerprint "$1")" = "$(cat "$venv/installed.$1")" ]; }
mark_installed() { fingerprint "$1" >"$venv/installed.$1"; }

# Not an editable install: that would build, and a build fetches what no lock file names.
put_checkout_on_path() {
    "$venv/bin/python" -c '
import pathlib, sysconfig
pathlib.Path(sysconfig.get_path("purelib"), "collabtui.pth").write_text(str(pathlib.Path("src").resolve()) + "\n")'
}

find_python() {
    local name
    for name in python3 python3.11 python3.12 python3.13 python3.14; do
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (4,))' 2>/dev/null; then
            command -v "$name" && return
        fi
    done
    return 1
}

with_uv() {
    command -v uv >/dev/null || return
    local python index
    python=$(find_python) || python='>=3.11,<4' # then uv may find or fetch one
    # uv does not read pip's configuration: where only pip was told of a package index, pass it on
    if [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}${UV_CONFIG_FILE:-}" ] &&
        index=$("$python" scripts/_pip.py index 2>/dev/null); then
        local -x UV_DEFAULT_INDEX=$index
    fi
    [ -x "$venv/bin/python" ] || uv venv --quiet --python "$python" "$venv" || return
    uv pip install --quiet "${only_what_is_locked[@]}" --python "$venv/bin/python" -r "$1"
}

with_pip() {
    local python
    python=$(find_python) || return
    pip --version >/dev/null 2>&1 || make_environment "$python" "$1" || return
    pip install "${only_what_is_locked[@]}" --no-compile -r "$1"
}

pip() { "$venv/bin/python" -m pip -qq --disable-pip-version-check --no-input "$@"; }

# With pip as the lock file has it: an older one would replace itself under its own feet.
make_environment() {
    rm -rf "$venv"
    if has_ensurepip "$1"; then
        "$1" -m venv "$venv" && install_pip "$2"
    else
        local wheel
        "$1" -m venv --without-pip "$venv" && wheel=$("$1" scripts/_pip.py fetch "$2" "$venv") &&
            PYTHONPATH=$wheel install_pip "$2" --ignore-installed --no-index --find-links "$venv" && rm "$wheel"
    fi
}
install_pip() { pip install "${only_what_is_locked[@]}" "${@:2}" -r <(sed -n '/^pip==/,/[^\\]$/p' "$1"); }

has_ensurepip() { "$1" -c 'import ensurepip' 2>/dev/null; }

with_apt() {
    local python
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && python=$(find_python) || return
    if has_ensurepip "$python" && [ -e /etc/ssl/certs/ca-certificates.crt ]; then return 1; fi # what failed was not that
    say "installing python3-venv and ca-certificates with apt-get"
    local -x DEBIAN_FRONTEND=noninteractive
    local install=(apt-get install -qq -y --no-install-recommends python3-venv ca-certificates)
    { "${install[@]}" || { apt-get update -qq && "${install[@]}"; }; } >/dev/null && with_pip "$1"
}

give_up() {
    say "no environment could be made: install Python 3.11 or newer with its venv module and the certificates" \
        "(Debian: apt-get install python3 python3-venv ca-certificates), see that pip reaches its package index, and" \
        "start again"
    exit 1
}
