"""How fast the pipeline is, as ratios to stock GiNZA on the same machine in the same run: `make bench`."""
