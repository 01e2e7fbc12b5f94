from __future__ import annotations

# [snippet]
from datasets import Dataset, load_dataset


def load(name: str) -> Dataset:
    return load_dataset("hub", name, split="train")


# [end]


if __name__ == "__main__":
    from neutral import Loaded, write

    def read(name: str) -> Loaded:
        table = load(name)
        return {column: kind.dtype for column, kind in table.features.items()}, table.to_list()

    write(read)
