"""How a row of a table is told."""

import pytest

from pipeline.read.tables import tell


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        ([["一"], ["二"], ["三"]], ["一\t二\t三"]),
        ([["一"], [], ["三"], []], ["一\t\t三"]),
        ([[], ["二"]], ["二"]),
        ([[], []], []),
        ([["本文です。", "次の段落です。"]], ["本文です。", "次の段落です。"]),
        ([["住所"], ["東京都", "大手町"]], ["住所\t東京都", "大手町"]),
        ([["科研費", "基盤研究"], ["課題"], ["番号"]], ["科研費 基盤研究\t課題\t番号"]),
        ([["研究", "TEL"], ["報道", "TEL"]], ["研究", "TEL", "報道", "TEL"]),
    ],
)
def test_row(cells, lines):
    assert tell(cells) == lines
