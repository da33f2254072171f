"""Layout → Analysis: words with readings (fugashi + unidic-lite) and the witnesses' opinions on names (UniDic, Sudachi, GiNZA).

The types of fugashi, SudachiPy and spaCy stop here.
"""

from pipeline.analyse.analysis import analyse
from pipeline.analyse.network import Engine

__all__ = ["Engine", "analyse"]
