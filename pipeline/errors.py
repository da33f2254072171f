"""What can go wrong with a release: one root, a stable code for each kind, and a line that says what to do."""

from __future__ import annotations


class KishaError(Exception):
    """Root of all errors that the product raises on purpose.

    `code` is stable and documented in docs/errors.md; `message` says what is wrong and what to do; `source` names the
    release. `str()` gives one line.
    """

    code = "error"
    exit_status = 2

    def __init__(self, message: str, *, source: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.source = source

    def __str__(self) -> str:
        where = f"{self.source}: " if self.source else ""
        return f"{where}{self.message} [{self.code}]"


class SourceNotFound(KishaError):
    """There is no file of that name, or it may not be read."""

    code = "source-not-found"


class SourceIsDirectory(KishaError):
    """A folder was named where a file is wanted."""

    code = "source-is-directory"


class SourceUnreadable(KishaError):
    """The system refused to read the file."""

    code = "source-unreadable"


class SourceEmpty(KishaError):
    """The file holds no text."""

    code = "source-empty"


class SourceBinary(KishaError):
    """The bytes are no text in any encoding that we know."""

    code = "source-binary"


class SourceUnsupported(KishaError):
    """A kind of file that no reader is there for."""

    code = "source-unsupported"


class SourceEncrypted(KishaError):
    """The document asks for a password."""

    code = "source-encrypted"


class SourceBroken(KishaError):
    """The document is of a known kind and cannot be opened."""

    code = "source-broken"


class SourceWithoutText(KishaError):
    """The document holds pictures of text: OCR is the step that is missing."""

    code = "source-without-text"


class SourceTooLarge(KishaError):
    """The file is larger than a release can be."""

    code = "source-too-large"


class OutputUnwritable(KishaError):
    """The result could not be written where it was wanted."""

    code = "output-unwritable"


class RegistryUnreadable(KishaError):
    """A dump of the registry of research organisations is no dump, or the index made of one is damaged."""

    code = "registry-unreadable"


class ModelMissing(KishaError):
    """A language model or dictionary that the pipeline stands on is not installed."""

    code = "model-missing"


class ExtractorUnknown(KishaError):
    """No installed extractor, folder or file has this name, and it is no `module:function`."""

    code = "extractor-unknown"


class TextNotFound(KishaError):
    """The text that a gold document was made on is not where it is looked for."""

    code = "text-not-found"


class TextMismatch(KishaError):
    """A gold document and the text that was found for it do not belong together."""

    code = "text-mismatch"


class FloorsUnreadable(KishaError):
    """The file of floors is no TOML, or sets a floor for something that is not measured."""

    code = "floors-unreadable"


class FormatBroken(KishaError):
    """A file of an annotation tool is not what its format wants, or does not fit its text."""

    code = "format-broken"


class ExtraMissing(KishaError):
    """A package that this command needs is in an extra of the installation and not installed."""

    code = "extra-missing"


class QueryFailed(KishaError):
    """The SQL of `kisha query` is wrong, asks for more than reading its tables, or there are no tables."""

    code = "query-failed"


class EngineUnavailable(KishaError):
    """No engine of this name, or it cannot work here: Ray is missing, there is no such cluster, workers do not come up."""

    code = "engine-unavailable"


class RunLocked(KishaError):
    """Another process is at work in the same run folder."""

    code = "run-locked"


class RunUnreadable(KishaError):
    """The folder is no run of `kisha batch`, or holds something else."""

    code = "run-unreadable"


class ArchiveRefused(KishaError):
    """An archive, a member of one or a line of a JSONL file that is not read, for its size, its number of parts or its name."""

    code = "archive-refused"


class VersionsDiffer(KishaError):
    """A worker on another machine has another version of kisha, its tables, models or dictionaries."""

    code = "versions-differ"
