"""From the YAML files of source/ to rows whose words are found in the report."""
