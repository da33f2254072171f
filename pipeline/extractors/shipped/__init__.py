"""The extractors that come with the product, each registered by name in pyproject.toml: ours, and what it is compared with."""
