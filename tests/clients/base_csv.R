# [snippet]
load_table <- function(name) {
  fields <- jsonlite::read_json(sprintf("schemas/%s.json", name))$fields
  types <- c(string = "character", integer = "integer", boolean = "logical", date = "Date")
  table <- read.csv(
    sprintf("data/csv/%s.csv", name),
    colClasses = unname(types[sapply(fields, `[[`, "type")]),
    na.strings = "", encoding = "UTF-8"
  )
  for (field in fields[lengths(lapply(fields, `[[`, "vocabulary")) > 0]) {
    table[[field$name]] <- factor(table[[field$name]], unlist(field$constraints$enum))
  }
  table
}
# [end]

source("clients/neutral.R")
write(load_table)
