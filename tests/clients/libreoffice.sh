#!/bin/sh
set -eu

# [snippet]
# Comma, quotation mark, UTF-8, from line 1; texts quoted, cells as shown, all sheets (-1).
soffice --headless --convert-to \
  'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1' \
  --outdir sheets assembly.xlsx
# [end]

python clients/sheets.py "$1"
