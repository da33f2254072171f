"""Gold: checked, compared between annotators, moved into the formats of annotation tools and back."""

from pipeline.annotate.agreement import Agreement, agreement
from pipeline.annotate.agreement_report import Result, agree, agreement_json, agreement_lines
from pipeline.annotate.check import Finding, check_gold
from pipeline.annotate.exchange import export_gold, import_gold
from pipeline.annotate.formats import FORMATS, Format
from pipeline.annotate.golds import bare_gold, gold_files, read_gold
from pipeline.annotate.marks import Left
from pipeline.annotate.units import Unit

__all__ = [
    "FORMATS",
    "Agreement",
    "Finding",
    "Format",
    "Left",
    "Result",
    "Unit",
    "agree",
    "agreement",
    "agreement_json",
    "agreement_lines",
    "bare_gold",
    "check_gold",
    "export_gold",
    "gold_files",
    "import_gold",
    "read_gold",
]
