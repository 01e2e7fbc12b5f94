"""From quotes, codes and links to the cells of every table."""
