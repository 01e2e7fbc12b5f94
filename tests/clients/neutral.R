# What the clients in R share: writing what they loaded as the tests read it.

write <- function(load) {
  file <- file(commandArgs(trailingOnly = TRUE), open = "wb")
  for (name in sub("[.]json$", "", list.files("schemas"))) {
    table <- load(name)
    types <- lapply(table, function(column) jsonlite::unbox(class(column)[1]))
    rows <- jsonlite::toJSON(table, dataframe = "rows", na = "null", Date = "ISO8601")
    line <- sprintf(
      '{"table": "%s", "types": %s, "rows": %s}\n', name, jsonlite::toJSON(types), rows
    )
    writeBin(charToRaw(enc2utf8(line)), file)
  }
  close(file)
}
