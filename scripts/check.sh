#!/usr/bin/env bash
# The heavier checks, one after the other, all of them even when one fails. With names as arguments, only those.
# Prints "check passed|failed|skipped: NAME" for each; exits with 1 when one failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
# Not npx: inside its own clone it first installs the package into the cache of npm.
educloud="node dist/bin/educloud.js"
wanted=("$@")

check() { # NAME COMMAND…: exit code 77 means skipped, with the reason as the last line of the output.
  local name=$1 status=0
  shift
  if [ "${#wanted[@]}" -gt 0 ] && [[ " ${wanted[*]} " != *" $name "* ]]; then return; fi
  printf '\n--- %s ---\n' "$name"
  "$@" >"$work/$name.log" 2>&1 || status=$?
  cat "$work/$name.log"
  case $status in
    0) printf 'check passed: %s\n' "$name" ;;
    77) printf 'check skipped: %s (%s)\n' "$name" "$(tail -n 1 "$work/$name.log")" ;;
    *) printf 'check failed: %s\n' "$name"; failures=$((failures + 1)) ;;
  esac
}

# What git sees of the working tree: names, states and contents of what differs from the last commit.
tree_state() { git status --porcelain --untracked-files=all && git diff && git ls-files --others --exclude-standard -z | xargs -0r git hash-object; }

start_leaves_git_clean() {
  tree_state >"$work/before" || return 1
  npm start || return 1
  tree_state >"$work/after" || return 1
  diff "$work/before" "$work/after"
}

# The same example in two folders of different names and depths gives the same bytes.
synth_is_reproducible() {
  local one="$work/one" two="$work/two/levels/deep"
  mkdir -p "$one" "$two" && cp -R examples/northeast "$one/in" && cp -R examples/northeast "$two/input" || return 1
  $educloud synth "$one/in/region.yaml" --out "$one/out" --no-validate || return 1
  $educloud synth "$two/input/region.yaml" --out "$two/output" --no-validate || return 1
  [ -n "$(find "$one/out" -name '*.template.json' -print -quit)" ] || { echo 'no template was written'; return 1; }
  diff -r "$one/out" "$two/output"
}

examples_are_valid() {
  local file name
  for file in examples/*/region.yaml; do
    name=$(basename "$(dirname "$file")")
    echo "$name"
    $educloud check "$file" || return 1
    $educloud synth "$file" --out "$work/examples/$name" || return 1
    $educloud prove "$work/examples/$name" || return 1
  done
}

# `npx cdk synth`, which runs the validator with findings as errors, writes what `educloud synth` writes.
cdk_synth_agrees() {
  npx cdk synth --quiet --output "$work/cdk" --context educloud:file=examples/belt-and-road/region.yaml || return 1
  $educloud synth examples/belt-and-road/region.yaml --out "$work/kit" || return 1
  diff -r --exclude validation-report.json --exclude performance-counters.json "$work/cdk" "$work/kit"
}

cfn_lint() {
  local version=1.58.0 venv template region status=0
  command -v python3 >/dev/null || { echo 'python3 is not installed'; return 77; }
  [ -d "$work/examples" ] || examples_are_valid >/dev/null 2>&1 || { echo 'the examples do not synthesise'; return 1; }
  venv="${EDUCLOUD_CFN_LINT:-node_modules/.cache/cfn-lint-$version}"
  if [ ! -x "$venv/bin/cfn-lint" ]; then
    python3 -m venv "$venv" || { echo 'python3 cannot make a virtual environment'; return 77; }
    "$venv/bin/pip" install --quiet --disable-pip-version-check "cfn-lint==$version" ||
      { rm -rf "$venv"; echo "cfn-lint $version cannot be installed from PyPI"; return 77; }
  fi
  node scripts/template-regions.mjs "$work/examples" >"$work/templates" || return 1
  [ -s "$work/templates" ] || { echo 'no templates'; return 1; }
  for region in $(cut -f 1 "$work/templates" | sort -u); do
    echo "$region: $(grep -c "^$region	" "$work/templates") templates"
    awk -F '\t' -v region="$region" '$1 == region {print $2}' "$work/templates" |
      xargs -P 2 -n 40 "$venv/bin/cfn-lint" --regions "$region" --non-zero-exit-code error --format parseable --template || status=1
  done
  return "$status"
}

# Another solver gives the prover's answers to the questions that it decided.
smtlib() {
  local name
  for name in smallest belt-and-road; do
    [ -d "$work/examples/$name" ] || $educloud synth "examples/$name/region.yaml" --out "$work/examples/$name" --no-validate || return 1
    # What a proof finds is judged elsewhere.
    $educloud prove "$work/examples/$name" --smtlib "$work/smtlib/$name" >/dev/null || [ -f "$work/smtlib/$name/index.json" ] || return 1
    node scripts/smtlib-check.mjs "$work/smtlib/$name" || return
  done
}

# The examples, deployed into emulators of AWS on this machine.
rehearsal() {
  [ -f dist/tests/rehearsal/rehearse.js ] || npm run -s build || return 1
  node dist/tests/rehearsal/rehearse.js
}

# Our evaluator of requests against another one, whose packages are installed for this alone (see tests/oracle/README.md).
oracle() {
  local log="$work/oracle-install"
  [ -f dist/lib/prove/index.js ] || npm run -s build || return 1
  (cd tests/oracle && npm ci --ignore-scripts --no-audit --no-fund) >"$log" 2>&1 || {
    cat "$log"
    grep -Eq 'E(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT|HOSTUNREACH|NETUNREACH|40[134]|50[0-9])' "$log" || return 1
    echo 'the npm registry does not hand out @cloud-copilot/iam-simulate'
    return 77
  }
  node tests/oracle/compare.mjs --runs 12000
}

check typecheck npx tsc --noEmit
check lint npx eslint --max-warnings 0 .
check format npx prettier --check .
check rooms npx depcruise $(for folder in bin constructs lib scripts bench; do [ -z "$(find "$folder" -name '*.ts' -print -quit 2>/dev/null)" ] || echo "$folder"; done)
check build npm run build
check examples examples_are_valid
check start start_leaves_git_clean
check nag npm run nag
check mutants npm run bench:mutants -- --ours
check reproducible synth_is_reproducible
check cdk-synth cdk_synth_agrees
check cfn-lint cfn_lint
check oracle oracle
check smtlib smtlib
check rehearsal rehearsal

[ "$failures" -eq 0 ]
