"""From rows to every generated file: schemas, data, descriptor, metadata, pages, reader."""
