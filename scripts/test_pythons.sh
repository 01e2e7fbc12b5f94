#!/bin/sh
# Run the tests on every supported Python that is installed; say which, and fail if one fails.
# The supported versions are those that pyproject.toml lists.
set -u

# Print the first Python of a version that runs: on the PATH, or one that pyenv has.
find_python() {
  for candidate in "python$1" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$1".*/bin/python; do
    "$candidate" -c 'import ensurepip, venv' 2> /dev/null && echo "$candidate" && return
  done
}

ran='' missing='' failed=''
# “make test” runs these tests and more on the Python of .venv.
covered=$([ -e .venv/installed ] && .venv/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])')
for version in $(sed -n 's/.*"Programming Language :: Python :: \(3\.[0-9]*\)".*/\1/p' pyproject.toml); do
  if [ "$version" = "$covered" ]; then
    ran="$ran $version (make test)"
    continue
  fi
  python=$(find_python "$version")
  if [ -z "$python" ]; then
    missing="$missing $version"
    continue
  fi
  home=.venv-$version
  if ! [ "$home/installed" -nt requirements-test.txt ]; then
    echo "Installing the pinned packages into $home: about 120 MB to download, 550 MB on disk."
    "$python" -m venv --clear "$home" &&
      "$home/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt ||
      { failed="$failed $version"; continue; }
    touch "$home/installed"
  fi
  echo "Python $("$home/bin/python" -c 'import platform; print(platform.python_version())'):"
  "$home/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --force-reinstall . &&
    "$home/bin/python" -m pytest "$@" && ran="$ran $version" || failed="$failed $version"
done

echo "Passed on Python:${ran:- none}. Failed on:${failed:- none}. Not installed here:${missing:- none}."
[ -n "$ran" ] && [ -z "$failed" ]
