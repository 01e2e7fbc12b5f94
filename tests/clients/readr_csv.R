# [snippet]
library(readr)

column_type <- function(field) {
  switch(
    if (is.null(field$vocabulary)) field$type else "code",
    string = col_character(), integer = col_integer(), boolean = col_logical(),
    date = col_date(), code = col_factor(unlist(field$constraints$enum))
  )
}

load_table <- function(name) {
  fields <- jsonlite::read_json(sprintf("schemas/%s.json", name))$fields
  read_csv(sprintf("data/csv/%s.csv", name), col_types = lapply(fields, column_type), na = "")
}
# [end]

source("clients/neutral.R")
write(load_table)
