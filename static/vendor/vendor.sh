#!/bin/sh
# Fetch, compile and place the third-party files that pages use. Run from the project's root; needs node and npm.
set -eu

GOVUK=6.6.0
HTMX=2.0.11
PLOTLY=4.1.1
SASS=1.108.2

vendor=$(pwd)/static/vendor
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT

cd "$build"
npm init --yes >/dev/null
npm install --ignore-scripts --no-audit --no-fund "govuk-frontend@$GOVUK" "htmx.org@$HTMX" "plotly.js-basic-dist-min@$PLOTLY" "sass@$SASS"

govuk="$vendor/govuk-frontend-$GOVUK"
mkdir -p "$govuk"
npx sass --style=compressed --no-source-map --quiet-deps --no-charset --load-path=node_modules/govuk-frontend/dist "$vendor/govuk-frontend.scss" compiled.css
{
  echo "/* GOV.UK Frontend $GOVUK, MIT licence, Crown copyright; the parts named in govuk-frontend.scss, in the lowest layer. */"
  echo "@layer govuk, tokens, base, components, pages;"
  printf '@layer govuk {'
  cat compiled.css
  echo '}'
} >"$govuk/govuk-frontend.css"

htmx="$vendor/htmx-$HTMX"
mkdir -p "$htmx"
cp node_modules/htmx.org/dist/htmx.min.js "$htmx/htmx.min.js"
cp node_modules/htmx.org/LICENSE "$htmx/LICENSE"

plotly="$vendor/plotly-basic-$PLOTLY"
mkdir -p "$plotly"
cp node_modules/plotly.js-basic-dist-min/plotly-basic.min.js "$plotly/plotly-basic.min.js"
cp node_modules/plotly.js-basic-dist-min/LICENSE "$plotly/LICENSE"
{
  echo "/* plotly.js $PLOTLY, MIT licence, Copyright Plotly, Inc.: the rules that it would write into the page. */"
  node "$vendor/plotly-styles.cjs" "$plotly/plotly-basic.min.js"
} >"$plotly/plotly.css"

if grep -v '^/\*' "$govuk/govuk-frontend.css" | grep -qiE 'crown|crest|transport'; then
  echo "The compiled style sheet names the crown, the crest or GDS Transport." >&2
  exit 1
fi
