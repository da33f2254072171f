"""`python -m pipeline` is `kisha`."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
