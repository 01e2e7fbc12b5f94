# [snippet]
library(data.table)

types <- c(string = "character", integer = "integer", boolean = "logical", date = "Date")

load_table <- function(name) {
  fields <- jsonlite::read_json(sprintf("schemas/%s.json", name))$fields
  columns <- sapply(fields, `[[`, "name")
  kinds <- setNames(types[sapply(fields, `[[`, "type")], columns)
  table <- fread(
    sprintf("data/csv/%s.csv", name), colClasses = kinds, na.strings = "", encoding = "UTF-8"
  )
  # fread leaves a doubled quotation mark as it is.
  texts <- columns[kinds == "character"]
  table[, (texts) := lapply(.SD, gsub, pattern = '""', replacement = '"'), .SDcols = texts]
  for (field in fields[lengths(lapply(fields, `[[`, "vocabulary")) > 0]) {
    set(table, j = field$name, value = factor(table[[field$name]], unlist(field$constraints$enum)))
  }
  table
}
# [end]

source("clients/neutral.R")
write(load_table)
