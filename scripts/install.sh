#!/bin/sh
# Install pinned libraries and this package into .venv: install.sh runtime|dev [PYTHON]
# Each error message is one sentence that says what is wrong and what to do.
set -u
what=$1
python=${2:-python3}
requirements=requirements-$what.txt
log=.venv/pip.log
pip="-m pip --disable-pip-version-check --log $log install --retries 2 --timeout 20"

stop() {
  echo "$1" >&2
  exit 1
}

# What is free where a folder lies, in MB; nothing if df cannot tell.
free_space() {
  df -Pk "$1" 2> /dev/null | awk 'NR == 2 && $4 ~ /^[0-9]+$/ { print int($4 / 1024) }'
}

# Measured on Linux; tests/test_install.py compares the sizes with what is installed.
case $what in
  runtime) command="make tour" download=110 disk=440 ;;
  dev) command="make test" download=450 disk=1900 ;;
  *) stop "There is no requirements file for “$what”; choose runtime or dev." ;;
esac

[ -r "$requirements" ] || stop "There is no $requirements here: run this in the repository's folder."

command -v "$python" > /dev/null 2>&1 ||
  stop "There is no Python called “$python”: install Python 3.11 or later from https://www.python.org, or name one you have, as in “$command PYTHON=/path/to/python3”."
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2> /dev/null) ||
  stop "“$python” does not run: name another Python, as in “$command PYTHON=/path/to/python3”."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  stop "Python $version is too old: install Python 3.11 or later, or name one you have, as in “$command PYTHON=python3.12”."
"$python" -c 'import ensurepip, venv' 2> /dev/null ||
  stop "This Python has no module venv: on Debian or Ubuntu run “sudo apt install python$version-venv”, elsewhere install Python from https://www.python.org; then run “$command” again."

fresh=false
if ! ".venv/bin/python" -c 'import pip' 2> /dev/null; then
  fresh=true
  mkdir -p ".venv" 2> /dev/null && touch ".venv/.writable" 2> /dev/null ||
    stop "This folder is not writable: copy the repository to a folder of your own and run “$command” there."
elif ! touch ".venv/.writable" 2> /dev/null; then
  stop "The folder .venv is not writable: copy the repository to a folder of your own and run “$command” there."
fi
rm -f ".venv/.writable"

count=$(grep '^[a-z0-9-]*==' "$requirements" | grep -v win32 | sed 's/==.*//' | sort -u | wc -l)
count=$((count))  # without the blanks that some systems print
free=$(free_space .)
if "$fresh" && [ -n "$free" ] && [ "$free" -lt "$disk" ]; then
  rmdir ".venv" 2> /dev/null
  stop "The disk has $free MB free, but $disk MB are needed: free some space, then run “$command” again."
fi
echo "$command installs $count packages into .venv: about $download MB to download, $disk MB on disk."

if "$fresh"; then
  "$python" -m venv --clear ".venv" ||
    stop "The environment .venv cannot be made: remove that folder, then run “$command” again."
fi

rm -f "$log"
# shellcheck disable=SC2086  # the options are words of their own
.venv/bin/python $pip --require-hashes -r "$requirements" &&
  .venv/bin/python $pip --quiet --no-deps --no-build-isolation -e . &&
  exit 0

said() {
  grep -Eqi "$1" "$log" 2> /dev/null
}
free=$(free_space ".venv")
echo >&2
if [ "${free:-1000}" -lt 20 ] || said 'no space left|errno 28|disk quota exceeded'; then
  stop "The disk is full: free $disk MB, then run “$command” again; it will continue from here."
elif said 'do not match the hashes'; then
  stop "A downloaded file is not the one that $requirements pins: run “$command” again, and if the same message appears, report it."
elif said 'connection (broken|refused|aborted|reset)|connect(ion)?error|connecttimeout|newconnection|readtimeout|name resolution|getaddrinfo|network is unreachable|proxyerror|sslerror|max retries'; then
  stop "The package index cannot be reached: check the network or the proxy, then run “$command” again; it will continue from here."
elif said 'permission denied|read-only file system'; then
  stop "The folder .venv is not writable: copy the repository to a folder of your own and run “$command” there."
fi
stop "pip could not install the packages: the reason is shown above and in $log; fix it, then run “$command” again."
