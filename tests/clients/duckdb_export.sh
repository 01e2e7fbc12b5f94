#!/bin/sh
set -eu

# [snippet]
load() {
  duckdb -readonly -json assembly.duckdb "FROM $1"
}
# [end]

types() {
  duckdb -readonly -noheader -list assembly.duckdb \
    "SELECT json_group_object(column_name, data_type) FROM duckdb_columns()
     WHERE table_name = '$1'"
}

for path in schemas/*.json; do
  name=$(basename "$path" .json)
  rows=$(load "$name" | tr -d '\n')
  printf '{"table": "%s", "types": %s, "rows": %s}\n' "$name" "$(types "$name")" "$rows"
done > "$1"
